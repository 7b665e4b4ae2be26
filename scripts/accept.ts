// Renews every golden file: what the tests compare with, and what the docs take from measurements by the tests.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { apiReports } from './api-report.js';
import { catalogSchema } from './catalog-schema.js';
import { toldOncePage } from './told-once.js';

const golden = new URL('../test/golden/', import.meta.url);

mkdirSync(new URL('api/', golden), { recursive: true });
for (const [name, text] of Object.entries(apiReports())) writeFileSync(new URL(`api/${name}`, golden), text);
writeFileSync(new URL('catalog.schema.json', golden), catalogSchema().text);
writeFileSync(new URL('../docs/told-once.md', import.meta.url), toldOncePage());
run('scripts/coverage-api.ts', '--write');
run('scripts/coverage-api.ts', '--cycle', '--write');
run('facts/confirm.ts');
console.log(
  'Renewed test/golden/, test/resources/coverage.json, docs/resource-cycle.md, docs/told-once.md and docs/confirmations.*. Read the difference.',
);

function run(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0) return;
  console.error(stderr);
  process.exit(status ?? 1);
}
