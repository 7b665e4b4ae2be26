// Makes dist/ark-runtime/shapes.d.ts, which the source of the runtime is compiled against: run before the compiler.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { emitArkShapes, type ArkFacts } from './ark-shapes.js';

const facts = new URL('../facts/ark/ark-runtime.json', import.meta.url);
const folder = new URL('../dist/ark-runtime/', import.meta.url);

mkdirSync(folder, { recursive: true });
writeFileSync(
  new URL('shapes.d.ts', folder),
  emitArkShapes(JSON.parse(readFileSync(facts, 'utf8')) as ArkFacts),
);
