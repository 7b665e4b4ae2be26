// Compiles src/ to dist/, then makes dist/services/ from the catalog.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
run('--import', 'tsx', 'codegen/main.ts');
