import { strict as assert } from 'node:assert';
import { readdirSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { execute, node } from '../harness/execute.mjs';
import { tool } from '../harness/workspace.mjs';

const programs = ['check.mjs', 'run.mjs', 'require.cjs'];
const megabyte = 1e6;

export function cases(workspace) {
  const { env } = workspace;
  const works = async (cwd, run) => {
    for (const program of ['run.mjs', 'require.cjs']) assert.equal((await run(program)).trim(), 'works');
  };
  return [
    {
      name: 'npm: at most 25 MB unpacked, 50 MB installed',
      async run() {
        const unpacked = workspace.packed.unpackedSize / megabyte;
        const all = sizeOf(workspace.modules) / megabyte;
        assert(unpacked <= 25, `${unpacked} MB unpacked`);
        assert(all <= 50, `${all} MB installed`);
        return `${unpacked.toFixed(1)} MB and ${all.toFixed(1)} MB`;
      },
    },
    {
      name: 'npm',
      async run() {
        const cwd = workspace.installed('npm', programs);
        await works(cwd, (program) => node([program], { cwd, env }));
      },
    },
    {
      name: 'npm: the command',
      async run() {
        const cwd = workspace.installation;
        const said = await execute('npx', ['--no-install', 'volcengine-fluent', '--version'], { cwd });
        return said.trim();
      },
    },
    {
      name: 'pnpm, strict',
      async run() {
        const cwd = workspace.project('pnpm', programs);
        const pnpm = tool('pnpm/bin/pnpm.cjs');
        const store = ['--store-dir', workspace.folder('pnpm-store'), '--ignore-scripts'];
        // Nothing is hoisted: a package finds its own dependencies and nothing else.
        await node([pnpm, 'install', '--prefer-offline', '--config.hoist=false', ...store], { cwd });
        await works(cwd, (program) => node([program], { cwd, env }));
      },
    },
    {
      name: 'yarn, Plug’n’Play',
      run: async () => assert.equal(await withYarn(workspace, 'run.mjs'), 'works'),
    },
    {
      name: 'yarn, Plug’n’Play: require()',
      run: async () => assert.equal(await withYarn(workspace, 'require.cjs'), 'works'),
      cannot: {
        says: /ERR_MODULE_NOT_FOUND/,
        why: 'Node 20 reads what require() of ES modules leads to without the loader of yarn: use import()',
        isSure: false,
      },
    },
  ];
}

/** Installs without node_modules, and runs a program; gives what it prints. */
async function withYarn(workspace, program) {
  const cwd = workspace.project('yarn', programs);
  const yarn = tool('@yarnpkg/cli-dist/bin/yarn.js');
  const settings = {
    YARN_ENABLE_TELEMETRY: '0',
    YARN_NODE_LINKER: 'pnp',
    YARN_ENABLE_SCRIPTS: 'false',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_GLOBAL_FOLDER: (yarnFolder ??= workspace.folder('yarn-global')),
  };
  await node([yarn, 'install'], { cwd, env: settings });
  assert(readdirSync(cwd).includes('.pnp.cjs') && !readdirSync(cwd).includes('node_modules'));
  return (await node([yarn, 'node', program], { cwd, env: { ...workspace.env, ...settings } })).trim();
}

let yarnFolder;

function sizeOf(path) {
  const own = lstatSync(path);
  if (!own.isDirectory()) return own.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
