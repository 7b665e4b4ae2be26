// Runs mutation tests over the areas named (all, when none is): npm run test:mutation -- signing policy
// What it needs is installed by `npm ci --prefix test/mutation`, apart from the rest, for it is large.
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { areas } from './areas.mjs';
import { sorted } from './survivors.mjs';

// tsx reads the options of tsconfig.json only for files that it includes; the copies with mutants lie elsewhere.
process.env.TSX_TSCONFIG_PATH = fileURLToPath(new URL('tsconfig.json', import.meta.url));

const names = process.argv.slice(2);
for (const name of names)
  if (!Object.hasOwn(areas, name))
    throw new Error(`No area "${name}". Areas: ${Object.keys(areas).join(', ')}`);

/** The least part of an area's mutants, in percent, that its tests have to notice. */
const leastScore = 90;

const lines = [];
for (const name of names.length > 0 ? names : Object.keys(areas)) {
  const found = sorted(await new Stryker(optionsOf(name)).runMutationTest());
  const score = (100 * found.noticed) / found.total;
  lines.push(
    `${name}: ${found.total}, ${found.noticed}, ${found.equal}, ${found.unlisted.length}, ${score.toFixed(1)} %`,
    ...found.unlisted.map((mutant) => `  not noticed: ${mutant}`),
    ...found.wrong.map((entry) => `  no longer equal, or no longer there: ${entry}`),
  );
  if (score < leastScore || found.wrong.length > 0) process.exitCode = 1;
}
console.log(['area: mutants, noticed, equal in effect, not noticed, score', ...lines].join('\n'));

function optionsOf(name) {
  const { mutate, spec, light = false } = areas[name];
  return {
    mutate,
    testRunner: 'mocha',
    plugins: ['@stryker-mutator/mocha-runner'],
    mochaOptions: {
      config: '.mocharc.cjs',
      // As test files, not as `require`: they load src/, and a mutant of code that runs on load must be on by then.
      require: [],
      file: ['test/mutation/forget.ts', ...(light ? [] : ['test/support/from-source.ts'])],
      spec,
    },
    testRunnerNodeArgs: ['--import', 'tsx', '--no-experimental-require-module'],
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // A loaded machine is slow: a mutant counts as a hang only when it takes far longer than it did without it.
    timeoutMS: 15_000,
    timeoutFactor: 5,
    dryRunTimeoutMinutes: 15,
    disableTypeChecks: false,
    ignorePatterns: ['/dist', '/build', '/docs/api', '/bench'],
    tempDirName: 'build/mutation/sandbox',
    reporters: ['clear-text', 'json', 'html'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
    jsonReporter: { fileName: `build/mutation/${name}.json` },
    htmlReporter: { fileName: `build/mutation/${name}.html` },
    warnings: { slow: false },
  };
}
