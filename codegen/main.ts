import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadService, serviceNames } from '../src/catalog/load.js';
import type { CuratedService } from '../src/resources/curated.js';
import { describing } from './sentences.js';
import { emitService } from './service.js';

const { values } = parseArgs({ options: { descriptions: { type: 'string' } } });
const describe = values.descriptions === undefined ? undefined : describing(values.descriptions);
const target = new URL('../dist/services/', import.meta.url);

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const name of serviceNames()) {
  const bytes = readFileSync(new URL(`../catalog/${name}.json`, import.meta.url));
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const facts = loadService(name);
  describe?.(facts);
  const { js, dts } = emitService(facts, digest, await curatedService(name));
  writeFileSync(new URL(`${name}.js`, target), js);
  writeFileSync(new URL(`${name}.d.ts`, target), dts);
}

async function curatedService(name: string): Promise<CuratedService | undefined> {
  const index = new URL(`../src/resources/services/${name}/index.ts`, import.meta.url);
  if (!existsSync(index)) return undefined;
  return ((await import(index.href)) as { default: CuratedService }).default;
}
