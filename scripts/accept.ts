// Renews every golden file: what the tests compare with, and what the docs take from measurements by the tests.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { failureCases } from '../test/auth/failure-cases.js';
import { apiReports } from './api-report.js';
import { catalogSchema } from './catalog-schema.js';

const golden = new URL('../test/golden/', import.meta.url);

mkdirSync(new URL('api/', golden), { recursive: true });
for (const [name, text] of Object.entries(apiReports())) writeFileSync(new URL(`api/${name}`, golden), text);
writeFileSync(new URL('catalog.schema.json', golden), catalogSchema().text);
run('scripts/coverage-api.ts', '--write');
run('scripts/coverage-api.ts', '--cycle', '--write');
run('facts/confirm.ts');
renewFailures(new URL('../docs/credentials.md', import.meta.url));
console.log(
  'Renewed test/golden/, test/resources/coverage.json and the tables of docs/. Read the difference.',
);

/** Renews the table of what the credential providers say when they fail. */
function renewFailures(page: URL): void {
  const rows = failureCases.map(({ provider, failure, says }) => `| ${provider} | ${failure} | ${says} |\n`);
  const table = /(\| provider \| failure \| reason \|\n\|[- |]+\|\n)(?:\|.*\n)*/;
  const text = readFileSync(page, 'utf8');
  writeFileSync(
    page,
    text.replace(table, (_, head: string) => head + rows.join('')),
  );
}

function run(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0) return;
  console.error(stderr);
  process.exit(status ?? 1);
}
