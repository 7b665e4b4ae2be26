import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { anyService, readFactsText } from '../src/catalog/any-service.js';
import { serviceNames } from '../src/catalog/load.js';
import type { CuratedService } from '../src/resources/curated.js';
import { emitCatalogCode, emitCatalogTypes } from './catalog-entry.js';
import { factsModule } from './facts-module.js';
import { describing } from './sentences.js';
import { emitService } from './service.js';

const { values } = parseArgs({ options: { descriptions: { type: 'string' } } });
const describe = values.descriptions === undefined ? undefined : describing(values.descriptions);
const dist = new URL('../dist/', import.meta.url);
const write = (path: string, text: string): void => writeFileSync(new URL(path, dist), text);

for (const folder of ['services/', 'facts/', 'descriptions/']) {
  rmSync(new URL(folder, dist), { recursive: true, force: true });
  mkdirSync(new URL(folder, dist), { recursive: true });
}
for (const name of serviceNames()) {
  const text = readFactsText(name);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const facts = anyService(name);
  describe?.(facts);
  const { js, dts } = emitService(facts, digest, await curatedService(name));
  write(`services/${name}.js`, js);
  write(`services/${name}.d.ts`, dts);
  write(`facts/${name}.js`, factsModule(text));
}
copyDescriptions();
write('catalog/index.js', emitCatalogCode(serviceNames()));
write('catalog/index.d.ts', emitCatalogTypes());

async function curatedService(name: string): Promise<CuratedService | undefined> {
  const index = new URL(`../src/resources/services/${name}/index.ts`, import.meta.url);
  if (!existsSync(index)) return undefined;
  return ((await import(index.href)) as { default: CuratedService }).default;
}

/** The command shows them; they stand in no module that a program imports. */
function copyDescriptions(): void {
  const folder = new URL('../catalog/descriptions/', import.meta.url);
  for (const file of readdirSync(folder)) {
    const texts: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    write(`descriptions/${file}`, JSON.stringify(texts));
  }
}
