import type { CommandRun } from '../command.js';
import { Printer } from '../output/printer.js';
import { refuseMore } from '../positionals.js';
import { openSession } from '../session.js';

/**
 * Has the credentials of a profile, or of the default chain: a login of the official tool is renewed where its refresh
 * token allows, a role assumed. No secret is shown.
 */
export const run: CommandRun = async ({ args, terminal, signal }) => {
  refuseMore(args, 0);
  const printer = await Printer.of(terminal, args);
  const session = await openSession(args);
  try {
    const { accessKeyId, expiration } = await session.credentials({ signal });
    await printer.value({
      AccessKeyId: accessKeyId,
      Expiration: expiration?.toISOString() ?? 'never',
      Region: session.config.region,
    });
  } finally {
    session.close();
  }
};
