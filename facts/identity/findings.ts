import { existsSync, readdirSync } from 'node:fs';
import { anyService } from '../../src/catalog/any-service.js';
import { serviceNames } from '../../src/catalog/load.js';
import { confirm } from './confirmations.js';
import { evidence } from './evidence.js';
import { findMixes } from './mixes.js';
import type { Findings } from './report.js';

const curatedFolder = new URL('../../src/resources/services/', import.meta.url);

/** The resource types that have a curated class, such as `ecs.Instance`. */
async function curatedTypes(): Promise<ReadonlySet<string>> {
  const types = new Set<string>();
  for (const service of readdirSync(curatedFolder)) {
    const index = new URL(`${service}/index.ts`, curatedFolder);
    if (!existsSync(index)) continue;
    const { default: curated } = (await import(index.href)) as { readonly default: object };
    for (const name of Object.keys(curated)) types.add(`${service}.${name}`);
  }
  return types;
}

/** Everything that the checks of identities find in the catalog. */
export async function findings(): Promise<Findings> {
  const services = serviceNames().map(anyService);
  return {
    confirmations: confirm(services),
    mixes: services.flatMap(findMixes),
    explanations: evidence.explanations(),
    curated: await curatedTypes(),
  };
}
