// `npm run test:packaging [-- --only=bundlers,types]`: packs the package, tries it as people consume it, each case in a
// folder of its own, and prints a table. What is needed is installed here by itself: see package.json beside this file.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { execute } from './harness/execute.mjs';
import { startServers } from './harness/servers.mjs';
import { tableOf } from './harness/table.mjs';
import { root, Workspace } from './harness/workspace.mjs';

const groups = ['package-managers', 'modules', 'bundlers', 'decorated', 'types', 'test-runners', 'runtimes'];
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? groups;
for (const group of wanted)
  if (!groups.includes(group)) throw new Error(`No group "${group}". Groups: ${groups.join(', ')}`);

const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${root}dist/index.js`)) await execute('npm', ['run', 'build'], { cwd: root });
// Without the scripts of packages: what only an installation script brings counts as not there.
if (!existsSync(`${here}node_modules/.package-lock.json`))
  await execute('npm', ['ci', '--ignore-scripts'], { cwd: here, timeoutMs: 300_000 });

const workspace = new Workspace();
const servers = await startServers();
workspace.env = servers.env;
const results = [];
try {
  workspace.packed = await workspace.pack();
  await workspace.install();
  const waiting = [];
  for (const group of wanted) {
    const { cases } = await import(`./cases/${group}.mjs`);
    for (const each of cases(workspace)) waiting.push({ group, place: waiting.length, ...each });
  }
  // Two at once: most are programs of their own, which wait for the disk half of the time.
  const takeNext = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next.place] = await attempt(next);
  };
  await Promise.all([takeNext(), takeNext()]);
} finally {
  servers.stop();
  workspace.remove();
}
console.log(`\n${tableOf(results)}\n`);
const failed = results.filter(({ failure }) => failure !== undefined);
for (const { group, name, failure } of failed) console.log(`FAILED: ${group}, ${name}\n${failure.stack}\n`);
console.log(`${results.length - failed.length} of ${results.length} as expected`);
process.exitCode = failed.length === 0 ? 0 : 1;

/**
 * A case that cannot work gives what its failure says, and why. It fails when it works all the same, unless it is not
 * sure, since it depends on the version of Node.
 */
async function attempt({ group, name, run, cannot }) {
  const start = performance.now();
  const done = (result, note, failure) => {
    const seconds = (performance.now() - start) / 1000;
    console.log(`${result.padEnd(7)} ${group}: ${name}${note === '' ? '' : ` (${note})`}`);
    return { group, name, result, seconds, note, failure };
  };
  try {
    const note = (await run()) ?? '';
    if (cannot === undefined || cannot.isSure === false) return done('works', note);
    return done('FAILED', '', new Error(`It works now, though it should not: ${cannot.why}`));
  } catch (error) {
    if (cannot?.says.test(error.message)) return done('cannot', cannot.why);
    return done('FAILED', '', error);
  }
}
