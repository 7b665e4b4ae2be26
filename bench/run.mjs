// `npm run bench [-- --quick] [--only=case,case]`: measures, judges, and writes down what was found.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CaseContext } from './harness/case-context.mjs';
import { allPeers, isInstalled } from './harness/peers.mjs';
import { figureLine, writeResults } from './harness/report.mjs';

const cases = [
  'cpu-per-call',
  'signing',
  'run-instances',
  'cold-start',
  'listing',
  'streaming',
  'faults',
  'installed-size',
  'type-check',
  'growth',
  'emulator',
];
const root = fileURLToPath(new URL('..', import.meta.url));
const { values: given } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const quick = given.quick === true;
const wanted = given.only?.split(',') ?? cases;
for (const name of wanted)
  if (!cases.includes(name)) throw new Error(`There is no case "${name}"; there are ${cases.join(', ')}`);

if (!existsSync(new URL('../dist/index.js', import.meta.url))) npm('run', 'build');
if (!existsSync(new URL('node_modules', import.meta.url)))
  npm('ci', '--prefix', 'bench', '--ignore-scripts', '--fetch-retries=1');
const leftOut = allPeers.filter((peer) => !isInstalled(peer)).map(({ name }) => name);
if (leftOut.length > 0)
  console.log(`Left out, since their packages are not installed: ${leftOut.join(', ')}`);

const found = [];
for (const name of wanted) {
  const { title, measure } = await import(`./cases/${name}.mjs`);
  console.log(`\n${title}`);
  const context = new CaseContext({ quick });
  try {
    const result = await measure(context);
    for (const figure of result.figures) console.log(figureLine(figure, { judges: !quick }));
    found.push({ case: name, title, ...result });
  } catch (error) {
    console.error(`  FAILED: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  } finally {
    await context.end();
  }
}
if (!quick && wanted.length === cases.length && process.exitCode === undefined) {
  console.log(`\nWritten to ${await writeResults(found, leftOut)}, and into bench/README.md`);
}

function npm(...args) {
  const { status } = spawnSync('npm', args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) console.log(`npm ${args.join(' ')} failed`);
}
