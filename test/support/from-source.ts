// Mocha loads this before all tests: what they import as `volcengine-fluent…` is src/, not what was built last.
import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { emitServiceCode } from '../../codegen/service.js';
import { anyService } from '../../src/catalog/any-service.js';
import { serviceNames } from '../../src/catalog/load.js';
import { emitCatalogCode } from '../../codegen/catalog-entry.js';
import './every-service.js';
import type { CuratedService } from '../../src/resources/curated.js';

const source = new URL('../../src/', import.meta.url);

/** The code of each module that codegen/ makes by the address that it would have in src/, which has no such files. */
const modules: Record<string, string> = {
  [new URL('catalog/index.ts', source).href]: emitCatalogCode(serviceNames()),
};
for (const name of serviceNames()) {
  const address = new URL(`services/${name}.ts`, source).href;
  modules[address] = emitServiceCode(anyService(name), await curatedService(name));
}

register('./from-source-hooks.mjs', {
  parentURL: import.meta.url,
  data: { source: source.href, modules },
});

async function curatedService(name: string): Promise<CuratedService | undefined> {
  const index = new URL(`resources/services/${name}/index.ts`, source);
  if (!existsSync(fileURLToPath(index))) return undefined;
  return ((await import(index.href)) as { default: CuratedService }).default;
}
