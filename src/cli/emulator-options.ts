import type { EmulatorOptions } from '../emulator/index.js';
import { UsageError } from './usage-error.js';

/** What was typed, by the options' names in camelCase; numbers were made of what looks like one. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * The options of a local cloud, from those of the command.
 *
 * @throws {@link UsageError} for a value that the option doesn't take
 */
export function emulatorOptions(given: Given): EmulatorOptions {
  const state = textOf(given, 'state');
  const seeds = textOf(given, 'seed');
  const account = textOf(given, 'account') ?? '';
  const region = textOf(given, 'region') ?? '';
  if (!/^\d+$/.test(account)) throw new UsageError('--account takes the digits of an account id');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(region))
    throw new UsageError('--region takes a region such as cn-beijing');
  return {
    port: portOf(given['port']),
    host: textOf(given, 'host') ?? '',
    region,
    account,
    authorize: isSet(given, 'authorize', '--authorize'),
    clock: isSet(given, 'virtualClock', '--virtual-clock') ? 'virtual' : 'real',
    ...(state !== undefined && { state }),
    ...(seeds !== undefined && { seeds }),
  };
}

function portOf(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new UsageError('--port takes one whole number from 0 to 65535');
}

function textOf(given: Given, name: string): string | undefined {
  const value = given[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new UsageError(`--${name} takes one value`);
}

function isSet(given: Given, name: string, flag: string): boolean {
  const value = given[name] ?? false;
  if (typeof value !== 'boolean') throw new UsageError(`${flag} takes no value`);
  return value;
}
