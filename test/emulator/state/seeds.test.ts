import { expect } from 'chai';
import { applySeeds } from '../../../src/emulator/state/seeds.js';

describe('the seeds', () => {
  it('replace references with earlier results, and name the seed that fails', () => {
    const inputs: unknown[] = [];
    const seeds = [
      { service: 'vpc', action: 'CreateVpc', as: 'net' },
      { service: 'vpc', action: 'CreateSubnet', input: { Ids: ['${net.VpcId}'] } },
    ];
    applySeeds(seeds, (_seed, input) => {
      inputs.push(input);
      return { VpcId: 'vpc-1' };
    });
    expect(inputs[1]).to.deep.equal({ Ids: ['vpc-1'] });
    expect(() => applySeeds([{ service: 'vpc', action: 'X', input: { A: '${no.B}' } }], () => ({}))).to.throw(
      'Seed 1 (vpc X) failed: No earlier seed has a result for ${no.B}',
    );
  });
});
