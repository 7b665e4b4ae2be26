import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { execute } from '../harness/execute.mjs';
import { tool } from '../harness/workspace.mjs';

// Packages of the registry that hold the program itself; those of other platforms are not installed.
const bun = tool('@oven/bun-linux-x64/bin/bun');
const deno = tool('@deno/linux-x64-glibc/deno');

export function cases(workspace) {
  const { env } = workspace;
  const runs = (program, args) => async () => {
    assert(existsSync(program), `${program} is not there: it is for Linux on x64`);
    const manifest = { type: 'module' };
    const cwd = workspace.installed('runtime', ['check.mjs', 'run.mjs', 'require.cjs'], { manifest });
    const said = await execute(program, args, { cwd, env });
    assert.equal(said.trim(), 'works');
    return (await execute(program, ['--version'], { cwd })).split('\n')[0];
  };
  return [
    { name: 'Node', run: runs(process.execPath, ['run.mjs']) },
    { name: 'Bun', run: runs(bun, ['run', 'run.mjs']) },
    { name: 'Bun: require()', run: runs(bun, ['run', 'require.cjs']) },
    { name: 'Deno', run: runs(deno, ['run', '--allow-all', '--node-modules-dir=manual', 'run.mjs']) },
  ];
}
