import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

// What each room may import, besides itself and contracts; the higher rooms stand on the lower ones.
const below: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  contracts: ['errors', 'catalog'],
  catalog: ['errors'],
  auth: ['errors', 'catalog'],
  transport: ['auth', 'catalog', 'errors'],
  models: ['catalog', 'errors'],
  builders: ['models', 'catalog', 'errors'],
  resources: ['builders', 'models', 'catalog', 'errors'],
  client: ['resources', 'builders', 'models', 'transport', 'auth', 'catalog', 'errors'],
  emulator: ['catalog', 'errors'],
  testing: ['emulator', 'client', 'transport', 'catalog', 'errors'],
  cli: ['emulator', 'client', 'catalog', 'errors'],
};

describe('the rooms of the house', () => {
  it('import downwards only', () => {
    const upward: string[] = [];
    let imports = 0;
    const root = new URL('../src/', import.meta.url);
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const room = file.split('/')[0] as string;
      const allowed = below[room];
      if (!file.endsWith('.ts') || !allowed) continue;
      for (const [, path] of readFileSync(new URL(file, root), 'utf8').matchAll(/from '(\.[^']+)'/g)) {
        const target = new URL(path as string, new URL(file, root)).pathname
          .slice(root.pathname.length)
          .split('/')[0] as string;
        imports += 1;
        if (target !== room && target !== 'contracts' && !allowed.includes(target))
          upward.push(`${file} → ${target}`);
      }
    }
    expect(imports).to.be.greaterThan(200);
    expect(upward).to.deep.equal([]);
  });
});
