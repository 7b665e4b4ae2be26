import { readFileSync } from 'node:fs';
import type { ServiceFacts } from '../../src/catalog/types.js';
import { recallOf, type Recall } from '../rules/recall.js';
import { readLeftOut } from './left-out.js';
import { importFacts } from './pipeline.js';
import { progress } from './progress.js';
import { readNodeSdk } from './node-sdk.js';
import { readPythonSdk } from './python-sdk.js';
import { openSourceTree } from './source-tree.js';

/** Prints how much of the catalog's types of some services the rules find without evidence, curated facts and corrections. */
export function runRecall(pythonAt: string, nodeAt: string, services: readonly string[]): void {
  const imported = importFacts({
    python: readPythonSdk(openSourceTree(pythonAt), progress('Python SDK')),
    node: readNodeSdk(openSourceTree(nodeAt), progress('Node SDK')),
    leftOut: readLeftOut(),
    evidenceOf: () => ({ terraform: [], cloudControl: [] }),
    curatedOf: () => [],
    withCorrections: false,
  });
  for (const service of services) {
    const found = imported.services.get(service);
    if (!found) throw new Error(`Neither SDK has ${service}`);
    const text = readFileSync(new URL(`../../catalog/${service}.json`, import.meta.url), 'utf8');
    print(service, recallOf(found.facts, JSON.parse(text) as ServiceFacts));
  }
}

function print(service: string, { types, parts }: Recall): void {
  console.log(
    `\n${service}: ${types.found} of ${types.wanted} types, and ${types.added} that the catalog does not have\n`,
  );
  console.log('| part | in the catalog | found | found otherwise | not found |');
  console.log('| --- | ---: | ---: | ---: | ---: |');
  const sum = { wanted: 0, equal: 0, different: 0, missing: 0 };
  for (const [part, { wanted, equal, different, missing }] of Object.entries(parts)) {
    console.log(`| ${part} | ${wanted} | ${equal} | ${different} | ${missing} |`);
    sum.wanted += wanted;
    sum.equal += equal;
    sum.different += different;
    sum.missing += missing;
  }
  console.log(`| all | ${sum.wanted} | ${sum.equal} | ${sum.different} | ${sum.missing} |`);
}
