import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { expectFreshBuild, root } from '../support/built.js';

describe('the packed package, as the tools for packages see it', function () {
  this.timeout(240_000);
  let folder: string;
  let tarball: string;

  before(() => {
    expectFreshBuild();
    folder = mkdtempSync(join(tmpdir(), 'tools-'));
    const { stdout } = spawnSync(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    const [packed] = JSON.parse(stdout) as [{ readonly filename: string }];
    tarball = join(folder, packed.filename);
  });
  after(() => rmSync(folder, { recursive: true }));

  function judge(script: string, ...args: readonly string[]): void {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'node_modules', script), ...args],
      { cwd: root, encoding: 'utf8' },
    );
    expect(status, `${stdout}\n${stderr}`).to.equal(0);
  }

  it('publint finds nothing to say', () => {
    judge('publint/src/cli.js', 'run', tarball, '--strict');
  });

  it('every kind of entry leads to types and code, in ESM and through a bundler (attw)', () => {
    const entries = ['.', './catalog', './decorated', './emulator', './testing', './ecs', './rdsmysqlv2'];
    judge(
      '@arethetypeswrong/cli/dist/index.js',
      tarball,
      '--profile',
      'esm-only',
      '--entrypoints',
      ...entries,
    );
  });
});
