// A stream of chat chunks: what an event costs beside the least that reads it, and whether memory stays flat.
import { atMost, comparison, figure } from '../harness/figure.mjs';
import { inTurn } from '../harness/statistics.mjs';

export const title = 'Streams of a model';

export async function measure({ quick, startProgram }) {
  const server = await startProgram('event-server.mjs', []);
  const origin = await server.ask('origin');
  const start = async (name, client) => ({
    name,
    program: await startProgram('streaming.mjs', [origin, client], ['--expose-gc']),
  });
  const lean = await start('volcengine-fluent, lean', 'lean');
  const fluent = await start('volcengine-fluent', 'fluent');
  const bare = await start('bare node:http and a parser', 'bare');
  const events = quick ? 2_000 : 20_000;
  // The first reads compile the code.
  for (const { program } of [lean, fluent, bare]) await program.ask('read', { events });
  const us = await inTurn(quick ? 1 : 9, [lean, fluent, bare], async ({ program }) => {
    const { cpuUsPerEvent } = await program.ask('read', { events });
    return cpuUsPerEvent;
  });
  const total = quick ? 10_000 : 100_000;
  const { heapMb } = await lean.program.ask('read', { events: total, withHeap: true });
  const growthMb = heapMb.at(-1) - heapMb[0];
  return {
    figures: [
      comparison('CPU of an event of a stream, lean handler', 'µs', us, lean, [{ most: 1.2, against: bare }]),
      comparison('the same with node-fetch', 'µs', us, fluent, [{ most: 1.2, against: bare }]),
      figure(
        `heap over a stream of ${total} events: growth from its first tenth to its end`,
        'MB',
        growthMb,
        {
          beside: { 'heap at the end': heapMb.at(-1) },
          budgets: [atMost(2, 'MB', growthMb)],
        },
      ),
    ],
  };
}
