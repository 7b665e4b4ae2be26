export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How two things compare that were measured in turn: the median over the rounds of their ratio. */
export function ratioOf(ones, others) {
  return median(ones.map((value, round) => value / others[round]));
}

/**
 * Measures each contestant once a round, in an order that turns from round to round, so that what the machine does
 * beside it strikes all alike. Gives each one's values, a value a round.
 */
export async function inTurn(rounds, contestants, measure) {
  const values = new Map(contestants.map((contestant) => [contestant, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(round + turn) % contestants.length];
      values.get(contestant).push(await measure(contestant, round));
    }
  }
  return values;
}
