import { expect } from 'chai';
import { presignQuery } from '../../src/auth/signing/presigner.js';
import { ConfigError } from '../../src/errors/index.js';
import { RecordingClock } from '../support/recording-clock.js';
import { errorOf } from '../support/error-of.js';
import { keys, readTarget, sessionTo } from '../transport/session.js';

const origin = 'http://127.0.0.1:9';
const target = { ...readTarget, method: 'GET', protocol: 'query' } as const;

describe('volc.presign', () => {
  const clock = new RecordingClock(Date.parse('2026-01-02T03:04:05Z'));
  const volc = sessionTo({ origin }, { clock });
  after(() => volc.close());

  it('returns the whole URL, for 15 minutes by default, without sending anything', async () => {
    const scope = {
      credentials: keys,
      region: 'cn-beijing',
      service: 'ecs',
      dateTime: '20260102T030405Z',
    };
    const pairs = [
      ['Name', 'a b'],
      ['Action', 'DescribeThings'],
      ['Version', '2020-04-01'],
    ] as const;
    const host = '127.0.0.1:9';
    for (const [options, expiresInSeconds] of [
      [undefined, 900],
      [{ expiresInSeconds: 60 }, 60],
    ] as const)
      expect(await volc.presign(target, { Name: 'a b' }, options)).to.equal(
        `${origin}/?${presignQuery({ pairs, host, expiresInSeconds }, scope)}`,
      );
  });

  it('takes a call’s own region, endpoint and credentials', async () => {
    const url = await volc.presign(
      target,
      {},
      {
        region: 'cn-shanghai',
        endpoint: 'https://x.example',
        credentials: { accessKeyId: 'AKO', secretAccessKey: 'so', sessionToken: 'st' },
      },
    );
    expect(url).to.match(/^https:\/\/x\.example\/\?/);
    const query = new URL(url).searchParams;
    expect(query.get('X-Credential')).to.equal('AKO/20260102/cn-shanghai/ecs/request');
    expect(query.get('X-Security-Token')).to.equal('st');
  });

  it('refuses requests that no URL can carry, and invalid times', async () => {
    expect(await errorOf(volc.presign(readTarget, {})))
      .to.be.instanceOf(ConfigError)
      .with.property('message')
      .that.contains('POST');
    for (const expiresInSeconds of [0, -1, 1.5, NaN, 604_801, 1e9])
      expect(await errorOf(volc.presign(target, {}, { expiresInSeconds }))).to.be.instanceOf(ConfigError);
    expect(await volc.presign(target, {}, { expiresInSeconds: 604_800 })).to.contain('X-Expires=604800');
  });

  it('refuses members with the names of the signature’s own parts, whatever their case', async () => {
    for (const name of ['X-Signature', 'X-Credential', 'x-expires', 'X-Security-Token'])
      expect(await errorOf(volc.presign(target, { [name]: '1' })))
        .to.be.instanceOf(ConfigError)
        .with.property('message')
        .that.contains(name);
  });
});
