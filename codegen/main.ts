import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadService, serviceNames } from '../src/catalog/load.js';
import type { CuratedService } from '../src/resources/curated.js';
import { emitService } from './service.js';

const target = new URL('../dist/services/', import.meta.url);

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const name of serviceNames()) {
  const bytes = readFileSync(new URL(`../catalog/${name}.json`, import.meta.url));
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const { js, dts } = emitService(loadService(name), digest, await curatedService(name));
  writeFileSync(new URL(`${name}.js`, target), js);
  writeFileSync(new URL(`${name}.d.ts`, target), dts);
}

async function curatedService(name: string): Promise<CuratedService | undefined> {
  const index = new URL(`../src/resources/services/${name}/index.ts`, import.meta.url);
  if (!existsSync(index)) return undefined;
  return ((await import(index.href)) as { default: CuratedService }).default;
}
