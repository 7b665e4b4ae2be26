import { strict as assert } from 'node:assert';
import { node } from '../harness/execute.mjs';
import { tool, write } from '../harness/workspace.mjs';

const jest = 'jest/bin/jest.js';

export function cases(workspace) {
  const { env } = workspace;
  const tried = (programs, args, { tools = [], files = {}, nodeArgs = [] } = {}) => {
    return async () => {
      const cwd = workspace.installed('tests', ['check.mjs', 'require.cjs', ...programs], { tools });
      for (const [name, content] of Object.entries(files)) write(cwd, name, content);
      return { said: await node([...nodeArgs, ...args], { cwd, env }), cwd };
    };
  };
  const passes =
    (...input) =>
    async () =>
      void (await tried(...input)());
  const prints =
    (...input) =>
    async () =>
      assert.equal((await tried(...input)()).said.trim(), 'works');
  const inJest = (program, nodeArgs) =>
    passes([program], [tool(jest), '--rootDir', '.', '--testTimeout=60000'], {
      nodeArgs,
      files: {
        'jest.config.json': { testEnvironment: 'node', transform: {}, testMatch: ['**/*.test.?js'] },
      },
    });
  const vm = ['--experimental-vm-modules'];
  return [
    {
      name: 'vitest',
      run: passes(['vitest.test.mjs'], [tool('vitest/vitest.mjs'), 'run', '--testTimeout=60000'], {
        tools: ['vitest'],
      }),
    },
    { name: 'jest, ES modules', run: inJest('jest-esm.test.mjs', vm) },
    { name: 'jest, CommonJS with import()', run: inJest('jest-import.test.cjs', vm) },
    {
      name: 'jest, CommonJS with require()',
      run: inJest('jest-require.test.cjs', []),
      cannot: {
        says: /Must use import to load ES Module|Unexpected token 'export'|Cannot use import statement/,
        why: 'jest’s own require() loads no ES modules: use import() and --experimental-vm-modules',
      },
    },
    { name: 'node:test', run: passes(['node.test.mjs'], ['--test', 'node.test.mjs']) },
    {
      name: 'mocha, ES modules',
      run: passes(['mocha.test.mjs'], [tool('mocha/bin/mocha.js'), '--timeout=60000', '*.test.mjs']),
    },
    {
      name: 'mocha, CommonJS',
      run: passes(['mocha.test.cjs'], [tool('mocha/bin/mocha.js'), '--timeout=60000', '*.test.cjs']),
    },
    { name: 'tsx, ES modules', run: prints(['run.ts'], [tool('tsx/dist/cli.mjs'), 'run.ts']) },
    { name: 'tsx, CommonJS', run: prints([], [tool('tsx/dist/cli.mjs'), 'require.cjs']) },
    {
      name: 'tsx, require() and import of one program give the same classes',
      run: prints(['both.cjs'], [tool('tsx/dist/cli.mjs'), 'both.cjs']),
      cannot: {
        says: /Values have same structure but are not reference-equal/,
        why: 'tsx compiles what is required once more: use one of the two, as in any package',
      },
    },
  ];
}
