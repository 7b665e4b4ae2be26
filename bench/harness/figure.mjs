import { median, ratioOf } from './statistics.mjs';

/** One row of the results: what was measured, beside what, and how that stands to its budgets. */
export function figure(name, unit, value, { beside = {}, budgets = [] } = {}) {
  return { figure: name, unit, value, beside, budgets };
}

/**
 * A figure of contestants that were measured in turn: the first one's, with the others beside it.
 *
 * @param values - a map of each contestant's values, one a round
 */
export function comparison(name, unit, values, ours, budgets = []) {
  const beside = [...values].filter(([contestant]) => contestant !== ours);
  return figure(name, unit, median(values.get(ours)), {
    beside: Object.fromEntries(beside.map(([contestant, own]) => [contestant.name, median(own)])),
    budgets: budgets.map(({ most, against, cause }) => {
      const others = values.get(against);
      return atMost(most, `× ${against.name}`, others && ratioOf(values.get(ours), others), cause);
    }),
  });
}

/** A budget that holds while what was measured is not more; `cause` says why it is missed, where it is. */
export function atMost(limit, unit, measured, cause) {
  return judged(`≤ ${limit} ${unit}`, measured, measured <= limit, cause);
}

/** A budget that holds while what was measured is not less. */
export function atLeast(limit, unit, measured, cause) {
  return judged(`≥ ${limit} ${unit}`, measured, measured >= limit, cause);
}

function judged(budget, measured, isMet, cause) {
  if (measured === undefined) return { budget, outcome: 'not measured' };
  return { budget, measured, outcome: isMet ? 'met' : 'missed', ...(isMet ? {} : { cause }) };
}
