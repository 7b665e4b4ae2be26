import { node } from '../harness/execute.mjs';
import { tool, write } from '../harness/workspace.mjs';

const compilers = { 'TypeScript 6': 'typescript/bin/tsc', 'TypeScript 7': 'typescript-7/bin/tsc' };

const strict = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  target: 'es2022',
  types: ['node'],
};

export function cases(workspace) {
  const compiled = (compiler, compilerOptions, manifest) => async () => {
    const options = { manifest, tools: ['@types/node'] };
    const cwd = workspace.installed('types', ['typed.ts'], options);
    write(cwd, 'tsconfig.json', {
      compilerOptions: { ...strict, ...compilerOptions },
      files: ['typed.ts'],
    });
    await node([tool(compilers[compiler]), '-p', '.'], { cwd });
  };
  const esm = { type: 'module' };
  const commonJs = { type: 'commonjs' };
  return Object.keys(compilers).flatMap((compiler) => [
    {
      name: `${compiler}: nodenext, in ES modules, libraries checked too`,
      run: compiled(compiler, { module: 'nodenext', skipLibCheck: false }, esm),
    },
    {
      name: `${compiler}: nodenext, in CommonJS`,
      run: compiled(compiler, { module: 'nodenext' }, commonJs),
    },
    {
      name: `${compiler}: node20, in CommonJS`,
      run: compiled(compiler, { module: 'node20' }, commonJs),
    },
    {
      name: `${compiler}: bundler`,
      run: compiled(compiler, { module: 'preserve', moduleResolution: 'bundler' }, esm),
    },
    {
      name: `${compiler}: node16, in ES modules`,
      run: compiled(compiler, { module: 'node16' }, esm),
    },
    {
      name: `${compiler}: node16, in CommonJS`,
      run: compiled(compiler, { module: 'node16' }, commonJs),
      cannot: { says: /TS1479/, why: 'it does not know that require() loads ES modules: use nodenext' },
    },
    {
      name: `${compiler}: node10 (“node”)`,
      run: compiled(
        compiler,
        { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' },
        commonJs,
      ),
      cannot: { says: /TS2307|TS5108|TS5107/, why: 'it does not read "exports": use nodenext or bundler' },
    },
  ]);
}
