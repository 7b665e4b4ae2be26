// A long list: whether memory stays flat, and what reading ahead and side by side brings where the service is slow.
import { atLeast, atMost, figure } from '../harness/figure.mjs';
import { inTurn, median, ratioOf } from '../harness/statistics.mjs';

export const title = 'Long lists';

export async function measure({ quick, startServer, startProgram }) {
  const server = await startServer();
  const origin = await server.ask('origin');
  const program = await startProgram('listing.mjs', [origin], ['--expose-gc']);

  const total = quick ? 2000 : 100_000;
  await server.ask('set', { total });
  const { heapMb, cpuUsPerItem } = await program.ask('heap', { total, every: total / 10 });
  // The first tenth has what any process keeps once it has run.
  const growthMb = heapMb.at(-1) - heapMb[0];

  const short = quick ? 300 : 5000;
  const latencyMs = 20;
  // As long as reading a page takes: what a consumer's work can hide at the most.
  const workMs = 25;
  await server.ask('set', { total: short, latencyMs });
  const runs = await inTurn(
    quick ? 1 : 5,
    ['instances plain', 'instances prefetch', 'volumes plain', 'volumes parallel'],
    (how) => program.ask('time', { how, total: short, workMs }),
  );
  const timed = (how) => median(runs.get(how));
  const gain = (how, than) => ratioOf(runs.get(than), runs.get(how));
  return {
    figures: [
      figure(`heap over a list of ${total} items: growth from its first tenth to its end`, 'MB', growthMb, {
        beside: { 'heap at the end': heapMb.at(-1), 'CPU an item, µs': cpuUsPerItem },
        budgets: [atMost(2, 'MB', growthMb)],
      }),
      figure(
        `${short} items, ${latencyMs} ms latency, ${workMs} ms of work a page: prefetch(1)`,
        'ms',
        timed('instances prefetch'),
        {
          beside: { plain: timed('instances plain') },
          budgets: [atLeast(1.7, '× as fast as plain', gain('instances prefetch', 'instances plain'))],
        },
      ),
      figure(
        `${short} items, ${latencyMs} ms latency, no work: parallel(4)`,
        'ms',
        timed('volumes parallel'),
        {
          beside: { plain: timed('volumes plain') },
          budgets: [atLeast(2, '× as fast as plain', gain('volumes parallel', 'volumes plain'))],
        },
      ),
    ],
  };
}
