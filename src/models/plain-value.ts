/** Whether a value is an object with members, not a list, `Map`, `Date`, `Promise` or other built-in. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return isPlain(value) || Object.prototype.toString.call(value) === '[object Object]';
}

/** Whether an object is plain: made by a literal or without a prototype. */
export function isPlain(value: object): boolean {
  const proto: unknown = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null;
}

/** The most levels of a request: deeper values fill the stack of whoever reads them, and no shape nests so deep. */
export const mostDepth = 200;

/**
 * Whether a value that no facts describe can be sent: anything that JSON can hold, and bigint. NaN, infinities, functions,
 * cycles, `undefined` in a list and more than 200 levels can't.
 *
 * @param flat - whether the request is sent flattened, where a list can't hold null
 */
export function isSendable(value: unknown, flat: boolean, ancestors: readonly object[] = []): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') {
    return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint';
  }
  if (value === null) return true;
  if (ancestors.length === mostDepth || ancestors.includes(value)) return false;
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
