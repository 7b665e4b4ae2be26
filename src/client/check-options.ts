import { ConfigError } from '../errors/config.js';
import { nearestHint } from '../util/nearest.js';
import type { VolcengineOptions } from './options.js';

const names: Record<keyof VolcengineOptions, true> = {
  region: true,
  credentials: true,
  endpoint: true,
  host: true,
  scheme: true,
  endpointProvider: true,
  dualStack: true,
  bootstrapRegions: true,
  customEndpoints: true,
  retry: true,
  timeouts: true,
  timeoutMs: true,
  headers: true,
  clientToken: true,
  maxResponseBytes: true,
  validate: true,
  unknownMembers: true,
  http: true,
  maxSockets: true,
  keepAliveMs: true,
  proxy: true,
  tls: true,
  rate: true,
  logger: true,
  logLevel: true,
  logParts: true,
  clock: true,
  env: true,
};

/** @throws {@link ConfigError} for an option that there is not, with the nearest names */
export function checkOptions(options: VolcengineOptions): void {
  for (const name of Object.keys(options))
    if (!Object.hasOwn(names, name))
      throw new ConfigError(`There is no option "${name}"${nearestHint(name, Object.keys(names))}`);
}

/** @throws {@link ConfigError} unless the value is one of those listed */
export function checkedChoice<T extends string>(name: string, value: T, choices: readonly T[]): T {
  if (!choices.includes(value))
    throw new ConfigError(`${name} must be ${choices.map((choice) => `"${choice}"`).join(' or ')}`);
  return value;
}

/** @throws {@link ConfigError} unless the value is true or false */
export function checkedFlag(name: string, value: boolean): boolean {
  if (typeof value !== 'boolean') throw new ConfigError(`${name} must be true or false`);
  return value;
}
