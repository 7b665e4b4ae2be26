// What a signature costs beside the hashes that it can't do without.
import { comparison } from '../harness/figure.mjs';

export const title = 'Signing';

export async function measure({ quick, startProgram }) {
  const program = await startProgram('signing.mjs');
  const samples = await program.ask(
    'measure',
    quick ? { rounds: 1, calls: 100 } : { rounds: 15, calls: 5000 },
  );
  const row = (name, kind) => {
    const floor = { name: 'one SHA-256 and one HMAC' };
    const ours = { name: 'volcengine-fluent' };
    const values = new Map([
      [ours, samples[`${kind} ours`]],
      [floor, samples[`${kind} floor`]],
      [{ name: '@volcengine/openapi' }, samples[`${kind} openapi`]],
    ]);
    for (const [contestant, own] of values) if (own === undefined) values.delete(contestant);
    return comparison(name, 'µs', values, ours, [{ most: 2, against: floor }]);
  };
  return {
    figures: [row('signing a GET with 10 members', 'get'), row('signing a POST of 10 KB', 'post')],
  };
}
