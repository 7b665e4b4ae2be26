import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readNodeSdk } from '../../../facts/import/node-sdk.js';
import { importFacts, type Imported } from '../../../facts/import/pipeline.js';
import { readPythonSdk } from '../../../facts/import/python-sdk.js';
import { openSourceTree } from '../../../facts/import/source-tree.js';
import type { ImportInput } from '../../../facts/import/pipeline.js';

const folder = new URL('../fixtures/', import.meta.url);

/** The path of a fixture. */
export const fixture = (path: string): string => fileURLToPath(new URL(path, folder));

export const fixtureText = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

export const noProgress = (): void => {};

export const shopPython = () => readPythonSdk(openSourceTree(fixture('python')), noProgress);
export const shopNode = () => readNodeSdk(openSourceTree(fixture('node')), noProgress);

/** Imports the shop of the fixtures: by the rules alone, unless told otherwise. */
export function importShop(changes: Partial<ImportInput> = {}): Imported {
  return importFacts({
    python: shopPython(),
    node: shopNode(),
    leftOut: {},
    evidenceOf: () => ({ terraform: [], cloudControl: [] }),
    curatedOf: () => [],
    withCorrections: false,
    ...changes,
  });
}
