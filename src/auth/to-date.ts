const rfc3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * Reads a time as answers and the CLI's files give it: RFC 3339, or a number since 1970, whose size tells seconds from
 * milli-, micro- and nanoseconds.
 *
 * @returns nothing where it is no time
 */
export function toDate(value: unknown): Date | undefined {
  if (typeof value === 'string' && rfc3339.test(value)) return valid(Date.parse(value));
  if (typeof value !== 'number' && (typeof value !== 'string' || !/^\d+(\.\d+)?$/.test(value)))
    return undefined;
  const count = Number(value);
  if (!(count > 0)) return undefined;
  if (count >= 1e18) return valid(count / 1e6);
  if (count >= 1e15) return valid(count / 1e3);
  if (count >= 1e12) return valid(count);
  return valid(count * 1e3);
}

function valid(ms: number): Date | undefined {
  const date = new Date(Math.round(ms));
  return Number.isNaN(date.getTime()) ? undefined : date;
}
