import { expect } from 'chai';
import { applyFaults, errorBefore, totalMs } from '../../../src/emulator/http/fault-effects.js';

describe('the effects of faults', () => {
  it('change a response', () => {
    const response = { status: 200, headers: {}, body: 'text' };
    expect(applyFaults(response, [], 0)).to.equal(response);
    const changed = applyFaults(
      response,
      [
        { kind: 'latency', ms: 5 },
        { kind: 'reset', when: 'after' },
      ],
      0,
    );
    expect(changed).to.include({ delayMs: 5, failure: 'reset', status: 200 });
    expect(changed.headers['date']).to.equal('Thu, 01 Jan 1970 00:00:00 GMT');
    expect(
      totalMs(
        [
          { kind: 'latency', ms: 5 },
          { kind: 'eventual', ms: 9 },
        ],
        'eventual',
      ),
    ).to.equal(9);
    expect(errorBefore([{ kind: 'throttle' }])).to.include({ status: 429, code: 'FlowLimitExceeded' });
    expect(errorBefore([{ kind: 'html' }])).to.equal(undefined);
  });
});
