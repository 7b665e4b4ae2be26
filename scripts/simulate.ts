// Plays simulated histories: `npm run simulate -- --seed 1 --count 10000`. Prints each seed that breaks a promise.
import { parseArgs } from 'node:util';
import { findBrokenPromise } from '../test/simulation/history.js';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '1' } },
});
const first = Number(values.seed);
const end = first + Number(values.count);
const startedAt = performance.now();
for (let seed = first; seed < end; seed++) {
  const found = await findBrokenPromise(seed, end - seed);
  if (found === undefined) break;
  console.log(`seed ${found.seed}: ${found.promise}`);
  process.exitCode = 1;
  seed = found.seed;
}
const perSecond = Number(values.count) / ((performance.now() - startedAt) / 1000);
console.log(`${values.count} histories, ${Math.round(perSecond)} a second`);
