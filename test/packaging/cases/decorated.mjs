import { strict as assert } from 'node:assert';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundlers, bundleWith } from '../harness/bundle.mjs';
import { node } from '../harness/execute.mjs';
import { tool, write } from '../harness/workspace.mjs';
import { transform } from 'esbuild';

const tsconfigRaw = { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: true } };

export function cases(workspace) {
  const { env } = workspace;
  const oneFile = Object.keys(bundleWith).flatMap((bundler) =>
    (bundler === 'webpack' ? ['esm'] : ['esm', 'cjs']).map((format) => ({
      name: `${bundler} ${bundlers[bundler]}, ${format}, minified: rules of one’s own`,
      async run() {
        const project = workspace.installed(`decorated-${bundler}`, ['decorated.ts']);
        const source = readFileSync(join(project, 'decorated.ts'), 'utf8');
        const { code } = await transform(source, { loader: 'ts', tsconfigRaw });
        write(project, 'decorated.mjs', code);
        const file = await bundleWith[bundler]({ project, entry: 'decorated.mjs', format, minify: true });
        const alone = workspace.folder('alone');
        const name = `bundle.${format === 'esm' ? 'mjs' : 'cjs'}`;
        copyFileSync(file, join(alone, name));
        assert.equal((await node([name], { cwd: alone, env })).trim(), 'works');
      },
    })),
  );
  return [
    {
      name: 'class-validator stays out of a bundle that does not use it',
      async run() {
        const project = workspace.installed('plain', ['check.mjs', 'run.mjs']);
        const file = await bundleWith.esbuild({ project, entry: 'run.mjs', format: 'esm', minify: false });
        assert.doesNotMatch(
          readFileSync(file, 'utf8'),
          /node_modules\/(class-validator|class-transformer|reflect-metadata|validator|libphonenumber-js)\//,
        );
      },
    },
    {
      name: 'tsx: rules of one’s own',
      async run() {
        const manifest = { type: 'module' };
        const cwd = workspace.installed('decorated-tsx', ['decorated.ts'], { manifest });
        write(cwd, 'tsconfig.json', tsconfigRaw);
        assert.equal((await node([tool('tsx/dist/cli.mjs'), 'decorated.ts'], { cwd, env })).trim(), 'works');
      },
    },
    ...oneFile,
  ];
}
