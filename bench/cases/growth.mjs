// Whether a process that uses much of the cloud stays as quick as one that uses little, and what each service weighs.
import { atMost, figure } from '../harness/figure.mjs';
import { inTurn, median, ratioOf } from '../harness/statistics.mjs';

export const title = 'Growth';

/** More than there are; a message between processes can't hold an infinity. */
const all = 1e6;

export async function measure({ quick, startProgram }) {
  const processes = [];
  for (const most of quick ? [1, 100] : [1, 100, all]) {
    const program = await startProgram('growth.mjs', [], ['--expose-gc']);
    processes.push({ program, ...(await program.ask('use', { most })) });
  }
  const us = await inTurn(quick ? 1 : 15, processes, ({ program }) =>
    program.ask('call', { calls: quick ? 100 : 5000 }),
  );
  const [one, ...more] = processes;
  const last = more.at(-1);
  const memory = await startProgram('growth.mjs', [], ['--expose-gc']);
  const { services, firstHalf, secondHalf, megabytes } = await memory.ask('load', { most: quick ? 10 : all });
  return {
    figures: [
      figure(
        `a call after ${last.actions} actions of ${last.services} services were used, without HTTP`,
        'µs',
        median(us.get(last)),
        {
          beside: Object.fromEntries(
            processes.slice(0, -1).map((each) => [`after ${each.actions}`, median(us.get(each))]),
          ),
          budgets: [atMost(1.15, '× after 1', ratioOf(us.get(last), us.get(one)))],
        },
      ),
      figure(`memory of a loaded service, over ${services}`, 'MB', megabytes / services, {
        beside: {
          'all of them': megabytes,
          'MB per MB of facts, first half': firstHalf,
          'second half': secondHalf,
        },
        budgets: [atMost(1.2, '× from the first half of the facts to the second', secondHalf / firstHalf)],
      }),
    ],
  };
}
