import { expect } from 'chai';
import { ConfigError } from '../../../src/errors/config.js';
import { Faults, type FaultRule } from '../../../src/emulator/http/faults.js';

describe('the faults', () => {
  it('match by service, action and count, and count their hits', () => {
    const faults = new Faults(1);
    const fault = faults.add({ kind: 'html', service: 'ecs', action: 'RunInstances', count: 1 });
    expect(faults.match('ecs', 'DescribeZones')).to.deep.equal([]);
    expect(faults.match('ecs', 'RunInstances')).to.have.length(1);
    expect(faults.match('ecs', 'RunInstances')).to.deep.equal([]);
    expect(fault.hits).to.equal(1);
    fault.remove();
    expect(faults.all()).to.deep.equal([]);
  });

  it('refuse a rule that is not valid', () => {
    const rules: Record<string, unknown>[] = [
      { kind: 'flood' },
      { kind: 'constructor' },
      { kind: 'latency' },
      { kind: 'latency', ms: -1 },
      { kind: 'latency', ms: 1e99 },
      { kind: 'latency', ms: '5' },
      { kind: 'eventual', ms: -1 },
      { kind: 'clockOffset', ms: 1e15 },
      { kind: 'html', share: 2 },
      { kind: 'html', share: '1' },
      { kind: 'html', count: 0 },
      { kind: 'html', status: 9999 },
      { kind: 'html', status: 100 },
      { kind: 'error', status: 200.5 },
      { kind: 'error', message: 'a\r\nx-header: b' },
      { kind: 'error', code: 7 },
      { kind: 'error', message: 'x'.repeat(2000) },
      { kind: 'throttle', retryAfterSeconds: '1\r\nx-header: b' },
      { kind: 'throttle', retryAfterSeconds: -1 },
      { kind: 'reset' },
      { kind: 'noResponse', when: 'during' },
      { kind: 'html', service: 7 },
      { kind: 'html', percent: 5 },
    ];
    for (const rule of rules)
      expect(() => new Faults(1).add(rule as unknown as FaultRule), JSON.stringify(rule)).to.throw(
        ConfigError,
      );
  });
});
