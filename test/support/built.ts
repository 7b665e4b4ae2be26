import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

/** The folder of the package. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Fails unless dist/ was built after the last change of what it is made from.
 * For the tests that judge the built package; all others import src/.
 */
export function expectFreshBuild(): void {
  const built = statSync(`${root}dist/services/ecs.d.ts`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newer = ['src', 'codegen', 'catalog', 'scripts/build.mjs', 'scripts/bundle.mjs'].filter(
    (path) => lastChange(`${root}${path}`) > built,
  );
  expect(newer, 'dist/ is older than these: run "npm run build" first').to.deep.equal([]);
}

function lastChange(path: string): number {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(...files.map((file) => statSync(`${path}/${file}`).mtimeMs));
}
