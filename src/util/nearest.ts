/** Edit distance with early exit: more than `limit` changes count as `limit + 1`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change));
    }
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

/** The names most like a wrong one, best first: the same but for case, a few letters off, or containing it. */
function nearestNames(wrong: string, names: Iterable<string>, most = 3): string[] {
  const low = wrong.toLowerCase();
  // Two letters swapped are two changes, and the commonest slip.
  const limit = low.length <= 3 ? 1 : Math.max(2, Math.floor(low.length / 3));
  const scored: [number, string][] = [];
  for (const name of names) {
    const other = name.toLowerCase();
    let score = distance(low, other, limit);
    if (score > limit && low.length >= 3 && (other.includes(low) || low.includes(other))) score = limit;
    if (score <= limit) scored.push([score, name]);
  }
  scored.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1));
  return scored.slice(0, most).map(([, name]) => name);
}

/** A longer word is no slip of the pen. */
const longestWord = 200;

/** The end of a sentence that names the nearest names: `; did you mean "ecs"?`, or nothing where none is near. */
export function nearestHint(wrong: string, names: Iterable<string>): string {
  if (wrong.length > longestWord) return '';
  const near = nearestNames(wrong, names).map((name) => `"${name}"`);
  return near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
}
