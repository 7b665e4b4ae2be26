// Sends many calls to a server that fails one in ten, and watches what grows: `npm run soak -- --calls 200000`.
// Fails when the heap or the connections grow, when a write is done twice, or when something keeps the process alive.
import { parseArgs } from 'node:util';
import { setImmediate as turn } from 'node:timers/promises';
import { FaultServer } from '../test/transport/fault-server.js';
import { half, html, ok, refusal, reset } from '../test/transport/replies.js';
import { readTarget, sessionTo, tokenTarget, writeTarget } from '../test/transport/session.js';

const { values } = parseArgs({
  options: { calls: { type: 'string', default: '200000' }, http: { type: 'string', default: 'node:http' } },
});
const calls = Number(values.calls);
const faults = [
  reset,
  half,
  html(502),
  refusal(503, 'Busy', { 'retry-after': '0' }),
  refusal(500, 'InternalError'),
];
const executed = new Map<unknown, number>();
const tokens = new Set<unknown>();
let state = 7;

/** A number from 0 to 1, the same in each run: a fault at each tenth request would meet some calls again and again. */
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

const server = await new FaultServer((response, received, before) => {
  const { Name, ClientToken } = received.members;
  // It acts first, and fails then.
  if (ClientToken === undefined || !tokens.has(ClientToken))
    executed.set(Name, (executed.get(Name) ?? 0) + 1);
  if (ClientToken !== undefined) tokens.add(ClientToken);
  // Old ones are forgotten, or the server would grow.
  if (tokens.size > 10_000)
    for (const oldest of tokens) {
      tokens.delete(oldest);
      break;
    }
  const fault = random() < 0.1 ? faults[Math.floor(random() * faults.length)] : undefined;
  if (fault && received.action === writeTarget.action) faultsOfWrites += 1;
  (fault ?? ok())(response, received, before);
  server.received.length = 0;
}).start();
const volc = sessionTo(server, {
  http: values.http === 'node-fetch' ? 'node-fetch' : 'node:http',
  retry: { backoff: 'none', maxAttempts: 6 },
});
const heapMb: number[] = [];
const startedAt = performance.now();
let next = 0;
/** Reads and writes with a token: one in a million meets six faults in a row. */
let failed = 0;
/** Writes without a token that failed, and the faults that they met: each ends its call, for it may have been done. */
let endedWrites = 0;
let faultsOfWrites = 0;
let doubled = 0;

async function caller(): Promise<void> {
  for (let call = next++; call < calls; call = next++) {
    const target = [readTarget, tokenTarget, writeTarget][call % 3] ?? readTarget;
    const Name = `c${call}`;
    await volc.send(target, { Name }).catch(() => {
      if (target === writeTarget) endedWrites += 1;
      else failed += 1;
    });
    if (!target.isRead && (executed.get(Name) ?? 0) > 1) doubled += 1;
    executed.delete(Name);

    if (call % Math.ceil(calls / 20) === 0) {
      globalThis.gc?.();
      heapMb.push(process.memoryUsage().heapUsed / 2 ** 20);
    }
  }
}

await Promise.all(Array.from({ length: 32 }, caller));
const seconds = (performance.now() - startedAt) / 1_000;
const { openConnections } = server;
volc.close();
for (let turns = 0; turns < 1_000 && server.openConnections > 0; turns++) await turn();
const left = server.openConnections;
await server.stop();
const middle = Math.floor(heapMb.length / 2);
const least = (mb: readonly number[]): number => Math.min(...mb);
const grownMb = least(heapMb.slice(middle)) - least(heapMb.slice(1, middle));
console.log(
  `${calls} calls in ${seconds.toFixed(1)} s, ${failed} reads and writes with a token failed; ` +
    `${endedWrites} writes without one ended with an error, for ${faultsOfWrites} faults; ${doubled} done twice; ` +
    `heap grew by ${grownMb.toFixed(1)} MB; ${openConnections} connections, ${left} after close`,
);
if (
  doubled > 0 ||
  failed > 5 ||
  endedWrites !== faultsOfWrites ||
  grownMb > 10 ||
  left > 0 ||
  openConnections > 64
)
  process.exitCode = 1;
// Nothing must keep the process alive now.
setTimeout(() => {
  console.error('Something keeps the process alive');
  process.exit(1);
}, 5_000).unref();
