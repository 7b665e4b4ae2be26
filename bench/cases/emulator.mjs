// The local cloud: how soon it is there, how many signed calls it answers, what its resources weigh.
import { atLeast, atMost, figure } from '../harness/figure.mjs';
import { median } from '../harness/statistics.mjs';

export const title = 'The local cloud';

export async function measure({ quick, startProgram }) {
  const starts = [];
  for (let round = 0; round < (quick ? 1 : 7); round++) {
    const program = await startProgram('emulator.mjs');
    starts.push((await program.ask('started')).ms);
    await program.stop();
  }

  const cloud = await startProgram('emulator.mjs', [], ['--expose-gc']);
  const { config } = await cloud.ask('started');
  const load = await startProgram('emulator-load.mjs', [JSON.stringify(config)]);
  const [few, many, most] = quick ? [100, 500, 1000] : [1000, 10_000, 100_000];

  await cloud.ask('fill', { total: few });
  const small = await cloud.ask('pages', { rounds: quick ? 1 : 9 });
  await cloud.ask('fill', { total: many });
  const perSecond = [];
  for (let round = 0; round < (quick ? 1 : 5); round++) {
    const calls = quick ? 100 : 3000;
    const before = await cloud.ask('cpuUs');
    await load.ask('describe', { calls, atOnce: 16, items: 10, total: many });
    perSecond.push((calls / ((await cloud.ask('cpuUs')) - before)) * 1e6);
  }
  // The first round warms up.
  const rate = median(quick ? perSecond : perSecond.slice(1));
  await cloud.ask('fill', { total: most });
  const large = await cloud.ask('pages', { rounds: quick ? 1 : 9 });
  const { residentMb, heapMb } = await cloud.ask('memory');
  return {
    figures: [
      figure('from the start of its process to listening', 'ms', median(starts), {
        budgets: [atMost(300, 'ms', median(starts))],
      }),
      figure(`signed DescribeInstances of 10 among ${many}, a second of one core`, '', rate, {
        budgets: [atLeast(3000, 'a second', rate)],
      }),
      figure(`memory with ${most} instances`, 'MB', residentMb, {
        beside: { 'heap in use': heapMb },
        budgets: [atMost(500, 'MB', residentMb)],
      }),
      ...Object.entries(large).map(([kind, us]) =>
        figure(`a ${kind} of 10 among ${most}`, 'µs', median(us), {
          beside: { [`among ${few}`]: median(small[kind]) },
          budgets: [atMost(1.5, `× among ${few}`, median(us) / median(small[kind]))],
        }),
      ),
    ],
  };
}
