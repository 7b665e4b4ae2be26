import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The text of a test and of the helpers that it imports. */
function textOf(file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return '';
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const helpers = [...text.matchAll(/from '(\.[^']+)\.js'/g)]
    .map(([, path = '']) => join(dirname(file), `${path}.ts`))
    // What judges the build is no user of it.
    .filter((path) => path.startsWith(folder) && existsSync(path) && !path.endsWith('/support/built.ts'));
  return [text, ...helpers.map((helper) => textOf(helper, seen))].join('\n');
}

/** Whether a test runs what was built: it names dist/, or starts a program that imports the package by its name. */
function usesBuild(text: string): boolean {
  const startsPrograms = /\b(spawn|spawnSync|execFile|execFileSync|fork)\(/.test(text);
  return /[}/]dist\//.test(text) || (startsPrograms && /import[^;]*["'`]volcengine-fluent/.test(text));
}

describe('the tests', () => {
  it('run what was built only where they make sure that it is not older than the source', () => {
    const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) =>
        path.endsWith('.test.ts') && !/node_modules|^packaging/.test(path) && path !== 'fresh-build.test.ts',
    );
    const users = tests.filter((path) => usesBuild(textOf(join(folder, path))));
    expect(users.length).to.be.greaterThan(8);
    const careless = users.filter(
      (path) => !textOf(join(folder, path)).match(/\(expectFreshBuild\)|expectFreshBuild\(\)/),
    );
    expect(careless).to.deep.equal([]);
  });
});
