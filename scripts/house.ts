// Prints how src/ is laid out: files, lines, folders, circles, and the places of ideas that should stand once.
// Other checkouts are measured beside it: node --import tsx scripts/house.ts <folder> <another folder>
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findCircles, readImportGraph } from '../test/support/import-graph.js';

/** Ideas that belong into one place, each with what betrays a place of it. */
const ideas: Readonly<Record<string, RegExp>> = {
  'files that parse JSON with big integers': /'lossless-json'|JSON\.parse\(marked/,
  'files that define what replaces a secret': /'\[redacted\]'|'\*\*\*'/,
  'files that decide which names are secret': /secretMember = |secretNames = |passw\w*\|/,
  'files that sleep': /'node:timers\/promises'|new Promise[^;]*setTimeout/,
};

const folders = process.argv.length > 2 ? process.argv.slice(2) : ['.'];
const columns = folders.map((folder) => measure(pathToFileURL(`${resolve(folder)}/`)));
for (const [name] of columns[0] ?? [])
  console.log(`| ${[name, ...columns.map((rows) => rows.get(name))].join(' | ')} |`);

function measure(root: URL): ReadonlyMap<string, number> {
  const source = new URL('src/', root);
  const files = filesOf(source);
  const texts = files.map((file) => readFileSync(new URL(file, source), 'utf8'));
  const lines = texts.map((text) => text.split('\n').length - 1);
  const perFolder = new Map<string, number>();
  for (const file of files) perFolder.set(dirname(file), (perFolder.get(dirname(file)) ?? 0) + 1);
  return new Map<string, number>([
    ['files of `src/`', files.length],
    ['lines of `src/`', lines.reduce((total, each) => total + each, 0)],
    ['median lines of a file', median(lines)],
    ['files of fewer than 25 lines', lines.filter((each) => each < 25).length],
    ['files of more than 250 lines', lines.filter((each) => each > 250).length],
    ['folders of `src/`', perFolder.size],
    ['folders of more than 20 files', [...perFolder.values()].filter((count) => count > 20).length],
    ['circles of imports, types included', findCircles(readImportGraph(source)).length],
    ...Object.entries(ideas).map(
      ([name, sign]) => [name, texts.filter((text) => sign.test(text)).length] as const,
    ),
    ['test files', filesOf(new URL('test/', root)).filter((file) => file.endsWith('.test.ts')).length],
  ]);
}

function filesOf(folder: URL): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
