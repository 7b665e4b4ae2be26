// Mocha loads this before all tests: what they import as `volcengine-fluent…` is src/, not what was built last.
import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { emitServiceCode } from '../../codegen/service.js';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import type { CuratedService } from '../../src/resources/curated.js';

const source = new URL('../../src/', import.meta.url);

/** The code of each service's module by the address that it would have in src/, which has no such files. */
const services: Record<string, string> = {};
for (const name of serviceNames()) {
  const address = new URL(`services/${name}.ts`, source).href;
  services[address] = emitServiceCode(loadService(name), await curatedService(name));
}

register('./from-source-hooks.mjs', {
  parentURL: import.meta.url,
  data: { source: source.href, services },
});

async function curatedService(name: string): Promise<CuratedService | undefined> {
  const index = new URL(`resources/services/${name}/index.ts`, source);
  if (!existsSync(fileURLToPath(index))) return undefined;
  return ((await import(index.href)) as { default: CuratedService }).default;
}
