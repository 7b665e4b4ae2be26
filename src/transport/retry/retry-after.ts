/**
 * The wait that a `Retry-After` header asks for, in milliseconds from now. It has seconds, or a date, which is compared
 * with the server's own `Date`, since the two clocks may differ.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  // Dates begin with their weekday; Date.parse would take a lone number for a year.
  const at = /^[a-z]/i.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(at)) return undefined;
  const server = Date.parse(headers['date'] ?? '');
  return Math.max(0, at - (Number.isNaN(server) ? nowMs : server));
}
