import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceFacts } from '../../src/catalog/types.js';
import { readLeftOut } from '../import/left-out.js';
import { importFacts } from '../import/pipeline.js';
import { progress } from '../import/progress.js';
import { readPythonSdk } from '../import/python-sdk.js';
import { openSourceTree } from '../import/source-tree.js';
import { readEvidence } from '../rules/evidence.js';
import type { Services } from './compare.js';

/**
 * The facts at a place: a folder with catalog files, or a folder or tarball of the official Python SDK. Of an SDK, types
 * and pagination are derived as the import does, without corrections: both sides are then made the same way.
 */
export function loadServices(location: string): Services {
  if (!existsSync(location)) throw new Error(`There is nothing at ${location}`);
  return isCatalog(location) ? readCatalog(location) : readSdk(location);
}

function isCatalog(location: string): boolean {
  return (
    statSync(location).isDirectory() &&
    readdirSync(location).some((file) => file === 'vpc.json' || file === 'sources.json')
  );
}

function readCatalog(folder: string): Services {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'sources.json');
  return new Map(
    files.map((file): [string, ServiceFacts] => {
      const facts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as ServiceFacts;
      return [facts.name, facts];
    }),
  );
}

function readSdk(location: string): Services {
  const python = readPythonSdk(openSourceTree(location), progress(location));
  for (const { file, line, message } of python.problems)
    console.error(`not read: ${file}:${line} ${message}`);
  const evidence = readEvidence();
  const { services } = importFacts({
    python,
    node: { version: '', services: {}, problems: [], skipped: {} },
    leftOut: readLeftOut(),
    evidenceOf: () => evidence,
    withCorrections: false,
  });
  return new Map([...services].map(([name, { facts }]) => [name, facts]));
}
