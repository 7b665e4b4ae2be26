import { expect } from 'chai';
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
    const rules = [
      { kind: 'flood' },
      { kind: 'latency' },
      { kind: 'html', share: 2 },
      { kind: 'html', count: 0 },
    ];
    for (const rule of rules)
      expect(() => new Faults(1).add(rule as FaultRule)).to.throw(/kind|share|count|ms/);
  });
});
