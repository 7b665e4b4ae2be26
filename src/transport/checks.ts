import type { CallOptions } from '../types/call.js';
import type { TimeoutOptions } from '../types/timeouts.js';
import { ConfigError } from '../errors/index.js';
import { parseEndpoint, type Endpoint } from '../util/endpoint.js';
import { setOwn } from '../util/own.js';

const ownHeaders = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'host',
  'transfer-encoding',
  'x-content-sha256',
  'x-date',
  'x-security-token',
]);

/**
 * Headers by lower-case name.
 *
 * @throws {@link ConfigError} for headers that the signature or the connection needs, and for invalid ones
 */
export function checkedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [written, value] of Object.entries(headers)) {
    const name = written.toLowerCase();
    if (ownHeaders.has(name))
      throw new ConfigError(`The header "${name}" is made for each attempt and cannot be replaced`);
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) throw new ConfigError(`"${written}" is not a header name`);
    if (typeof value !== 'string' || /[^\t\x20-\x7e]/.test(value))
      throw new ConfigError(`The value of the header "${name}" must be a text of printable ASCII characters`);
    setOwn(checked, name, value);
  }
  return checked;
}

/** @throws {@link ConfigError} for anything but `https://host[:port]`, `http://…` and a bare host */
export function checkedEndpoint(text: string, scheme: 'http' | 'https'): Endpoint {
  return parseEndpoint(text, scheme, (problem) => {
    throw new ConfigError(problem);
  });
}

/** @throws {@link ConfigError} for a value that cannot be a region */
export function checkedRegion(region: string): string {
  if (typeof region !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(region))
    throw new ConfigError(`The region ${JSON.stringify(region)} is not valid; write it as "cn-beijing"`);
  return region;
}

/** @throws {@link ConfigError} for a value that is not a number of milliseconds */
export function checkedTimeouts(
  { timeouts, timeoutMs }: Pick<CallOptions, 'timeouts' | 'timeoutMs'>,
  base: Required<TimeoutOptions>,
): Required<TimeoutOptions> {
  if (timeouts === undefined && timeoutMs === undefined) return base;
  const merged = { ...base };
  for (const name of ['connectMs', 'responseMs', 'totalMs'] as const) {
    const ms = timeouts?.[name];
    if (ms !== undefined) merged[name] = checkedMs(`timeouts.${name}`, ms);
  }
  if (timeoutMs !== undefined) merged.totalMs = checkedMs('timeoutMs', timeoutMs);
  return merged;
}

/** @throws {@link ConfigError} for a value that is not a number of milliseconds, or more than a timer can count */
export function checkedMs(name: string, ms: number): number {
  if (typeof ms !== 'number' || !(ms >= 0) || ms > 2 ** 31 - 1)
    throw new ConfigError(`${name} must be a number of milliseconds from 0 to ${2 ** 31 - 1}`);
  return ms;
}

/** @throws {@link ConfigError} unless the value is a whole number from 1 */
export function checkedCount(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new ConfigError(`${name} must be a whole number of at least 1`);
  return value;
}
