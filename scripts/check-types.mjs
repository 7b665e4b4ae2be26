// Compiles the generated types and the compile-time tests with each supported compiler.
import { spawnSync } from 'node:child_process';

const compilers = {
  'TypeScript 6': 'node_modules/typescript/bin/tsc',
  'TypeScript 7': 'node_modules/typescript-7/bin/tsc',
};
for (const project of ['test/types/tsconfig.json', 'test/types/services.tsconfig.json']) {
  for (const [name, compiler] of Object.entries(compilers)) {
    const { status } = spawnSync(process.execPath, ['--max-old-space-size=4096', compiler, '-p', project], {
      stdio: 'inherit',
    });
    console.log(`${status === 0 ? 'clean' : 'FAILED'}: ${project} with ${name}`);
    if (status !== 0) process.exitCode = 1;
  }
}
