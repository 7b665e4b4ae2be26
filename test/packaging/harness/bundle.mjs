// One file of a program and all that it imports, by each bundler, as its documentation says for Node.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'esbuild';
import { rollup } from 'rollup';
import { build as vite } from 'vite';
import webpack from 'webpack';
import { tool } from './workspace.mjs';

const versionOf = (name) => JSON.parse(readFileSync(tool(`${name}/package.json`), 'utf8')).version;

/** Each bundler with its version. */
export const bundlers = Object.fromEntries(
  ['esbuild', 'rollup', 'webpack', 'vite'].map((name) => [name, versionOf(name)]),
);

/** Each gives the path of the one file. */
export const bundleWith = {
  async esbuild({ project, entry, format, minify, plugins = [], tsconfigRaw }) {
    const outfile = join(project, 'out/bundle.js');
    await esbuild.build({
      absWorkingDir: project,
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format,
      minify,
      plugins,
      tsconfigRaw,
      logLevel: 'silent',
      // What esbuild's documentation gives for packages in CommonJS within a bundle of ES modules.
      banner:
        format === 'esm'
          ? {
              js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
            }
          : {},
    });
    return outfile;
  },

  async rollup({ project, entry, format, minify }) {
    const bundle = await rollup({
      input: join(project, entry),
      external: (id) => isBuiltin(id),
      plugins: [nodeResolve({ exportConditions: ['node'], preferBuiltins: true }), commonjs()],
      onwarn: (warning) => {
        if (!isExpected(warning)) throw new Error(warning.message);
      },
    });
    const file = join(project, 'out/bundle.js');
    await bundle.write({
      file,
      format,
      inlineDynamicImports: true,
      plugins: minify ? [terser()] : [],
    });
    await bundle.close();
    return file;
  },

  async webpack({ project, entry, format, minify }) {
    const isModule = format === 'esm';
    const compiler = webpack({
      mode: 'production',
      context: project,
      entry: `./${entry}`,
      target: 'node20',
      devtool: false,
      optimization: { minimize: minify },
      experiments: { outputModule: isModule },
      output: {
        path: join(project, 'out'),
        filename: isModule ? 'bundle.mjs' : 'bundle.cjs',
        module: isModule,
        library: { type: isModule ? 'module' : 'commonjs2' },
      },
      plugins: [new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
    });
    const stats = await promisify(compiler.run.bind(compiler))();
    await promisify(compiler.close.bind(compiler))();
    if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
    return join(project, isModule ? 'out/bundle.mjs' : 'out/bundle.cjs');
  },

  async vite({ project, entry, format, minify }) {
    await vite({
      root: project,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: entry,
        outDir: 'out',
        minify,
        rolldownOptions: { output: { format, entryFileNames: 'bundle.js', codeSplitting: false } },
      },
    });
    return join(project, 'out/bundle.js');
  },
};

/** Circles within dependencies, what TypeScript made of `this`, and a package that a proxy may or may not need. */
function isExpected({ code, exporter }) {
  return code === 'CIRCULAR_DEPENDENCY' || code === 'THIS_IS_UNDEFINED' || exporter === 'kerberos';
}
