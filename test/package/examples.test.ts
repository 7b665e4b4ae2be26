import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { expectFreshBuild, root } from '../support/built.js';

describe('the examples', () => {
  before(expectFreshBuild);

  for (const [file, said] of [
    ['quickstart.ts', 'Listed 250 instances over 5 pages'],
    ['emulator.ts', 'The scaling group started 3 instances'],
    ['testing.ts', 'A recording was replayed without the cloud'],
    ['web-tier.ts', 'Taken down Vpc'],
    ['auto-scaling-group.ts', 'Scaled in to the one that is protected'],
    ['transit-router.ts', 'Joined 2 VPCs'],
    ['javascript.mjs', 'did you mean "Count"'],
  ] as const) {
    it(`${file} runs to its end`, () => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', 'tsx', `examples/${file}`],
        {
          cwd: root,
          encoding: 'utf8',
        },
      );
      expect(status, stderr).to.equal(0);
      expect(stdout).to.contain(said);
    });
  }
});
