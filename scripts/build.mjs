// Makes dist/ of src/ (types file by file, code in few files) and dist/services/ of the catalog.
// build/ has the code file by file, as the compiler leaves it.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { bundle } from './bundle.mjs';
import { pruneTypes } from './prune-types.mjs';

const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

for (const folder of ['../dist', '../build']) {
  rmSync(new URL(folder, import.meta.url), { recursive: true, force: true });
}
run('--import', 'tsx', 'codegen/ark.ts');
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
await bundle();
// `npm run build -- --descriptions FILE` puts the first sentence of each description into the hovers.
run('--import', 'tsx', 'codegen/main.ts', ...process.argv.slice(2));
pruneTypes();
