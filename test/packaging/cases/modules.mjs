import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node } from '../harness/execute.mjs';
import { write } from '../harness/workspace.mjs';

export function cases(workspace) {
  return [
    {
      name: 'import of every entry',
      async run() {
        const cwd = workspace.installed('import', []);
        const entries = entriesOf(workspace);
        write(cwd, 'all.mjs', `for (const entry of ${JSON.stringify(entries)}) await import(entry);`);
        await node(['all.mjs'], { cwd });
        return `${entries.length} entries`;
      },
    },
    {
      name: 'require() of every entry',
      async run() {
        const cwd = workspace.installed('require', []);
        write(cwd, 'all.cjs', `for (const entry of ${JSON.stringify(entriesOf(workspace))}) require(entry);`);
        await node(['all.cjs'], { cwd });
      },
    },
    {
      name: 'import and require() give the same classes',
      async run() {
        const cwd = workspace.installed('both', ['both.cjs']);
        assert.equal((await node(['both.cjs'], { cwd })).trim(), 'works');
      },
    },
  ];
}

/** What package.json exports, a service's module for each that there is. */
function entriesOf({ modules }) {
  const own = join(modules, 'volcengine-fluent');
  const { exports } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));
  const services = readFileSync(join(own, 'dist/catalog/index.js'), 'utf8').matchAll(/^ {2}(\w+): /gm);
  const names = [...services].map(([, name]) => `volcengine-fluent/${name}`);
  assert(names.length > 100);
  const fixed = Object.keys(exports).filter((name) => !/[*]|\.json$/.test(name));
  return [...fixed.map((name) => `volcengine-fluent${name.slice(1)}`), ...names];
}
