// Creations while one call in five goes wrong: throttled, unavailable, reset before or after it had its effect.
import { atLeast, atMost, figure } from '../harness/figure.mjs';
import { fluentFetch, fluentHttp, sdkCore } from '../harness/peers.mjs';
import { inTurn, median, ratioOf } from '../harness/statistics.mjs';

export const title = 'Faults';

export async function measure({ quick, installed, startServer, startPeer }) {
  const server = await startServer();
  const origin = await server.ask('origin');
  const peers = [fluentFetch, fluentHttp, sdkCore].filter(installed);
  const processes = new Map();
  for (const peer of peers) {
    const process = await startPeer(peer);
    await process.ask('open', origin);
    processes.set(peer, process);
  }
  const calls = quick ? 40 : 2000;
  const runs = await inTurn(quick ? 1 : 3, peers, async (peer, round) => {
    await server.ask('set', { faultShare: 0.2, seed: round + 1 });
    const { succeeded, ms, reasons } = await processes.get(peer).ask('create', { calls, atOnce: 16 });
    const { createdTwice, faults } = await server.ask('counts');
    if (faults === 0) throw new Error('No call went wrong, so nothing was shown');
    return { succeeded: (succeeded / calls) * 100, ms, createdTwice, reasons };
  });
  const values = (peer, name) => runs.get(peer)?.map((run) => run[name]);
  const beside = (name, suffix) =>
    Object.fromEntries(peers.slice(1).map((peer) => [`${peer.name}${suffix}`, median(values(peer, name))]));
  const [ours, theirs] = [fluentFetch, sdkCore];
  const twice = Math.max(...peers.slice(0, 2).flatMap((peer) => values(peer, 'createdTwice')));
  if (twice > 0) throw new Error(`${twice} instances were created twice`);
  const succeeded = median(values(ours, 'succeeded'));
  return {
    figures: [
      figure(`${calls} creations with 20 % faults, 16 at once: successes`, '%', succeeded, {
        beside: beside('succeeded', ''),
        budgets: [
          atLeast(99.9, '%', succeeded),
          atLeast(
            1,
            `× ${theirs.name}`,
            runs.has(theirs) ? ratioOf(values(ours, 'succeeded'), values(theirs, 'succeeded')) : undefined,
          ),
        ],
      }),
      figure('the time that they take', 'ms', median(values(ours, 'ms')), {
        beside: beside('ms', ''),
        budgets: [
          atMost(
            0.25,
            `× ${theirs.name}`,
            runs.has(theirs) ? ratioOf(values(ours, 'ms'), values(theirs, 'ms')) : undefined,
          ),
        ],
      }),
      figure('instances created twice', '', median(values(ours, 'createdTwice')), {
        beside: beside('createdTwice', ''),
        budgets: [atMost(0, 'of them', twice)],
      }),
    ],
    failures: Object.fromEntries(peers.map((peer) => [peer.name, values(peer, 'reasons')])),
  };
}
