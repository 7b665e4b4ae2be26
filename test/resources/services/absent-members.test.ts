import { expect } from 'chai';
import { serialize } from '../../../src/transport/protocols/serialize.js';
import { FakeCloud } from '../../support/fake-cloud.js';

const request = {
  Kept: 'a',
  Left: undefined,
  Inner: { Kept: 'b', Left: undefined },
  List: [{ Left: undefined, Kept: 'c' }],
};

describe('members that curated methods leave undefined', () => {
  for (const protocol of ['query', 'form', 'json'] as const) {
    it(`are not sent by ${protocol}`, () => {
      const { query, body } = serialize(
        {
          service: 'ecs',
          version: '2020-04-01',
          action: 'Any',
          method: protocol === 'query' ? 'GET' : 'POST',
          protocol,
          isRead: false,
        },
        request,
      );
      const sent = `${JSON.stringify(query)} ${String(body)}`;
      expect(sent).to.contain('Kept');
      expect(sent).not.to.contain('Left');
      expect(sent).not.to.contain('undefined');
    });
  }

  it('are not set on builders', async () => {
    const cloud = new FakeCloud(() => ({ RecordID: '1' }));
    const zone = cloud.collection('dns', 'Zone');
    const builder = zone.create().from({ ZoneName: 'example.com', Remark: undefined });
    expect(builder.toJSON()).to.deep.equal({ ZoneName: 'example.com' });
  });
});
