import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError } from '../../../src/errors/index.js';
import { errorOf } from '../../support/error-of.js';
import { applySeeds, readSeeds, type Seed } from '../../../src/emulator/state/seeds.js';

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

  it('are refused by their place where they are none', () => {
    for (const seed of [null, 'vpc', 7, [], {}, { service: 'vpc' }, { action: 'CreateVpc', service: null }])
      expect(() => applySeeds([seed as unknown as Seed], () => ({}))).to.throw(
        ConfigError,
        'Seed 1 needs a service and an action',
      );
  });

  it('find no result that no seed has given, not even by a name that every object has', () => {
    for (const path of ['constructor.name', '__proto__.x', 'toString'])
      expect(() =>
        applySeeds([{ service: 'vpc', action: 'X', input: { A: `\${${path}}` } }], () => ({})),
      ).to.throw(ConfigError, 'No earlier seed has a result');
  });

  it('are read from a file, whose errors name the place and quote nothing of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'seeds-'));
    const file = join(folder, 'seeds.json');
    try {
      for (const text of [
        'canary-secret',
        '[{"service": "vpc",\n canary-secret',
        '{"canary-secret": 1}',
        '"canary-secret"',
      ]) {
        writeFileSync(file, text);
        const error = await errorOf(readSeeds(file));
        expect(error).to.be.instanceOf(ConfigError);
        expect(error.message).to.include(file).and.not.include('canary');
        expect(error.cause).to.equal(undefined);
      }
      writeFileSync(file, '[{"service": "vpc",\n canary-secret');
      expect((await errorOf(readSeeds(file))).message).to.include(`${file}:2:`);
      expect((await errorOf(readSeeds(join(folder, 'none')))).message).to.include('Cannot read the seeds');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
