// What it costs to build, validate, serialise and sign a large request.
import { atMost, figure } from '../harness/figure.mjs';
import { median, ratioOf } from '../harness/statistics.mjs';

export const title = 'A large request';

export async function measure({ quick, startProgram }) {
  const program = await startProgram('run-instances.mjs');
  const samples = await program.ask(
    'measure',
    quick ? { rounds: 1, calls: 50 } : { rounds: 15, calls: 2000 },
  );
  const { steps, whole, floor, ...each } = Object.fromEntries(
    Object.entries(samples).map(([name, values]) => [name, median(values)]),
  );
  return {
    figures: [
      figure('RunInstances with 40 members: build, validate, serialise, sign', 'µs', steps, {
        beside: { ...each, 'the whole call but HTTP': whole, 'JSON.stringify, SHA-256 and HMAC': floor },
        budgets: [
          atMost(30, 'µs', steps),
          atMost(2.5, '× JSON.stringify, SHA-256 and HMAC', ratioOf(samples.steps, samples.floor)),
        ],
      }),
    ],
  };
}
