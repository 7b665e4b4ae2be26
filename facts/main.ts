// `npm run facts -- import|diff|recall|guesses|curate`: renews the catalog, and tells what changed. See docs/facts.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { changelogSection, countChanges } from './diff/changelog.js';
import { compareCatalogs } from './diff/compare.js';
import { insertSection } from './diff/insert-section.js';
import { loadServices } from './diff/load-services.js';
import { printGuesses } from './import/guesses.js';
import { runCurate } from './import/run-curate.js';
import { runImport } from './import/run-import.js';
import { runRecall } from './import/run-recall.js';

const usage = `npm run facts -- import --python DIR|TARBALL --node DIR|TARBALL [--descriptions FILE] [--check]
npm run facts -- curate --python DIR|TARBALL --node DIR|TARBALL --catalog DIR --source TEXT
npm run facts -- recall --python DIR|TARBALL --node DIR|TARBALL SERVICE...
npm run facts -- guesses
npm run facts -- diff OLD NEW [--json] [--title TEXT] [--changelog FILE]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string' },
    node: { type: 'string' },
    descriptions: { type: 'string' },
    check: { type: 'boolean' },
    catalog: { type: 'string' },
    source: { type: 'string' },
    json: { type: 'boolean' },
    title: { type: 'string' },
    changelog: { type: 'string' },
  },
});

function required(name: 'python' | 'node' | 'catalog' | 'source'): string {
  const value = values[name];
  if (value === undefined) throw new Error(`--${name} is missing.\n${usage}`);
  return value;
}

function diff([before, after]: readonly string[]): void {
  if (before === undefined || after === undefined)
    throw new Error(`diff takes two catalogs or SDKs.\n${usage}`);
  const changes = compareCatalogs(loadServices(before), loadServices(after));
  if (values.json) {
    console.log(JSON.stringify({ counts: countChanges(changes), changes }, undefined, 1));
    return;
  }
  const section = changelogSection(changes, values.title ?? 'Changes of the API');
  if (values.changelog === undefined) console.log(section);
  else writeFileSync(values.changelog, insertSection(readFileSync(values.changelog, 'utf8'), section));
}

function run([command, ...rest]: readonly string[]): void {
  if (command === 'import') {
    const { descriptions, check } = values;
    const isRead = runImport({ python: required('python'), node: required('node'), descriptions, check });
    if (!isRead) process.exitCode = 1;
  } else if (command === 'curate')
    runCurate(required('python'), required('node'), required('catalog'), required('source'));
  else if (command === 'recall') runRecall(required('python'), required('node'), rest);
  else if (command === 'guesses') printGuesses();
  else if (command === 'diff') diff(rest);
  else throw new Error(usage);
}

try {
  run(positionals);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
