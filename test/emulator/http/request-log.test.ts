import { expect } from 'chai';
import { RequestLog } from '../../../src/emulator/http/request-log.js';

describe('the request log', () => {
  const record = { atMs: 0, requestId: '', method: '', service: '', action: '', version: '', region: '' };

  it('keeps the most recent requests, and counts all', () => {
    const log = new RequestLog(2);
    for (let i = 0; i < 5; i++) {
      log.add({ ...record, signature: { state: 'valid' }, durationMs: 0, faults: [] });
    }
    expect(log.all().map(({ id }) => id)).to.deep.equal([4, 5]);
    expect([log.after(4).length, log.count]).to.deep.equal([1, 5]);
    log.clear();
    expect([log.all(), log.count]).to.deep.equal([[], 0]);
  });
});
