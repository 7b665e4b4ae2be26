/** Whether a value is an object of members: no list, no `Map`, `Date`, `Promise` or other built-in. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return isPlain(value) || Object.prototype.toString.call(value) === '[object Object]';
}

/** Whether an object is of no class of its own. */
export function isPlain(value: object): boolean {
  const proto: unknown = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null;
}

/**
 * Whether the wire can carry a value that no facts describe: whatever JSON holds, and bigint. Not NaN, infinities,
 * functions, cycles, nor `undefined` in a list.
 *
 * @param flat - whether the request is flattened into a query or form, where a list can't hold null
 */
export function isSendable(value: unknown, flat: boolean, ancestors: readonly object[] = []): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') {
    return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint';
  }
  if (value === null) return true;
  if (ancestors.includes(value)) return false;
  const inner = [...ancestors, value];
  if (Array.isArray(value)) {
    // A copy first: `every` passes over holes, which are not sendable.
    return Array.from(value as unknown[]).every(
      (item) => !(flat && item === null) && isSendable(item, flat, inner),
    );
  }
  return (
    isRecord(value) &&
    Object.values(value).every((held) => held === undefined || isSendable(held, flat, inner))
  );
}
