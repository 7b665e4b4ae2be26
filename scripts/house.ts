// Prints how src/ is laid out: files, lines, floors of folders, circles. Another checkout is judged with
// node --import tsx scripts/house.ts <its folder>
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findCircles, readImportGraph } from '../test/support/import-graph.js';

const root = pathToFileURL(`${resolve(process.argv[2] ?? '.')}/`);
const source = new URL('src/', root);
const files = filesOf(source);
const lines = files.map((file) => readFileSync(new URL(file, source), 'utf8').split('\n').length - 1);
const perFolder = new Map<string, number>();
for (const file of files) perFolder.set(dirname(file), (perFolder.get(dirname(file)) ?? 0) + 1);
const crowded = [...perFolder].filter(([, count]) => count > 20).map(([folder]) => folder);
const tests = filesOf(new URL('test/', root)).filter((file) => file.endsWith('.test.ts'));

const rows: Readonly<Record<string, number | string>> = {
  'files of src/': files.length,
  'lines of src/': sum(lines),
  'median lines of a file': median(lines),
  'files of fewer than 25 lines': lines.filter((each) => each < 25).length,
  'files of more than 250 lines': lines.filter((each) => each > 250).length,
  'folders of src/': perFolder.size,
  'folders of more than 20 files': [crowded.length, ...crowded].join(' '),
  'circles of imports, types included': findCircles(readImportGraph(source)).length,
  'test files': tests.length,
};
for (const [name, value] of Object.entries(rows)) console.log(`${name.padEnd(36)} ${value}`);

function filesOf(folder: URL): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
