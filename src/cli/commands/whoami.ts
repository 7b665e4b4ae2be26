import type { CommandRun } from '../command.js';
import { Printer } from '../output/printer.js';
import { refuseMore } from '../positionals.js';
import { openSession } from '../session.js';

/** Shows whose keys are used: the account and the user or role. */
export const run: CommandRun = async ({ args, terminal, signal }) => {
  refuseMore(args, 0);
  const printer = await Printer.of(terminal, args);
  const session = await openSession(args);
  try {
    await printer.value(await session.call({ service: 'sts', action: 'GetCallerIdentity' }, {}, { signal }));
  } finally {
    session.close();
  }
};
