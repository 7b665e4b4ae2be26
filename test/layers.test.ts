import { expect } from 'chai';
import { findCircles, importGraph, readImportGraph } from './support/import-graph.js';

// What each layer may import besides itself; the higher ones stand on the lower ones.
const below: Readonly<Record<string, readonly string[]>> = {
  util: [],
  errors: ['util'],
  catalog: ['errors', 'util'],
  types: ['catalog', 'errors', 'util'],
  auth: ['types', 'catalog', 'errors', 'util'],
  transport: ['auth', 'types', 'catalog', 'errors', 'util'],
  models: ['types', 'catalog', 'errors', 'util'],
  builders: ['models', 'types', 'catalog', 'errors', 'util'],
  resources: ['builders', 'models', 'types', 'catalog', 'errors', 'util'],
  client: ['resources', 'builders', 'models', 'transport', 'auth', 'types', 'catalog', 'errors', 'util'],
  'ark-runtime': [
    ...['client', 'resources', 'builders', 'models', 'transport', 'auth', 'types', 'catalog', 'errors'],
    'util',
  ],
  decorated: ['models'],
  emulator: ['types', 'catalog', 'errors', 'util'],
  testing: ['emulator', 'client', 'transport', 'types', 'catalog', 'errors', 'util'],
  cli: [
    ...['index.ts', 'emulator', 'client', 'resources', 'builders', 'auth', 'types', 'catalog', 'errors'],
    'util',
  ],
};

// The same inside the local cloud: `behaviours` is handed to the engine and imported by nobody below the top.
const belowInEmulator: Readonly<Record<string, readonly string[]>> = {
  model: [],
  state: ['model'],
  engine: ['model', 'state'],
  behaviours: ['model', 'state', 'engine'],
  ark: ['model', 'state'],
  http: ['model', 'state', 'engine', 'ark'],
};

const graph = readImportGraph(new URL('../src/', import.meta.url));

describe('the layers of src/', () => {
  it('import downwards only', () => {
    expect(upwardImports(below, 0)).to.deep.equal([]);
  });

  it('import downwards only inside the local cloud', () => {
    expect(upwardImports(belowInEmulator, 1)).to.deep.equal([]);
  });

  it('have no circle, type imports included', () => {
    expect(graph.size).to.be.greaterThan(200);
    expect(findCircles(graph).map((circle) => circle.join(' → '))).to.deep.equal([]);
  });

  it('would be told of a circle', () => {
    const planted = new Map([
      ['a/one.ts', "import type { Two } from '../b/two.js';"],
      ['b/two.ts', "export { three } from './three.js';"],
      ['b/three.ts', "const load = () => import('../a/one.js');"],
      ['b/four.ts', "import '../a/one.js';"],
    ]);
    expect(findCircles(importGraph(planted))).to.deep.equal([['a/one.ts', 'b/two.ts', 'b/three.ts']]);
  });
});

/** Imports between the folders named at a depth of the path that the rules do not allow. */
function upwardImports(rules: Readonly<Record<string, readonly string[]>>, depth: number): readonly string[] {
  const upward: string[] = [];
  for (const [file, targets] of graph) {
    const layer = file.split('/')[depth] as string;
    const allowed = rules[layer];
    const outer = file.split('/').slice(0, depth).join('/');
    if (!allowed || (depth > 0 && outer !== 'emulator')) continue;
    for (const target of targets) {
      const parts = target.split('/');
      const isInside = parts.slice(0, depth).join('/') === outer;
      const other = parts[depth] as string;
      if (isInside && other !== layer && !allowed.includes(other)) upward.push(`${file} → ${target}`);
    }
  }
  return upward;
}
