/** A time as signatures carry it: `yyyyMMddTHHmmssZ`. */
export function signingDate(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}
