import type { EmulatorOptions } from '../../emulator/index.js';
import { wholeNumber, type Arguments } from '../parse-arguments.js';
import { UsageError } from '../usage-error.js';

/**
 * The options of a local cloud, from those of the command.
 *
 * @throws {@link UsageError} for a value that the option doesn't take
 */
export function emulatorOptions(args: Arguments): EmulatorOptions {
  const [unused] = args.positionals;
  if (unused !== undefined)
    throw new UsageError(`emulator takes options only, and no ${JSON.stringify(unused)}`);
  const account = args.get('account') ?? '2100000001';
  const region = args.get('region') ?? 'cn-beijing';
  const state = args.get('state');
  const seeds = args.get('seed');
  if (!/^\d+$/.test(account)) throw new UsageError('--account takes the digits of an account id');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(region))
    throw new UsageError('--region takes a region such as cn-beijing');
  return {
    port: wholeNumber(args, 'port', 0, 65_535) ?? 8080,
    host: args.get('host') ?? '127.0.0.1',
    region,
    account,
    authorize: args.has('authorize'),
    clock: args.has('virtual-clock') ? 'virtual' : 'real',
    durable: args.has('durable'),
    allowedHosts: args.all('allowed-host'),
    ...(state !== undefined && { state }),
    ...(seeds !== undefined && { seeds }),
  };
}
