import type * as Served from '../mcp/serve.js';
import type { CommandRun } from '../command.js';
import { wholeNumber } from '../parse-arguments.js';
import { refuseMore } from '../positionals.js';
import { openSession } from '../session.js';
import { UsageError } from '../usage-error.js';
import { offeredServices } from '../mcp/tools.js';

const sdk = '@modelcontextprotocol/sdk';

/** Serves assistants by the Model Context Protocol. */
export const run: CommandRun = async ({ args, terminal, signal }) => {
  refuseMore(args, 0);
  const services = offeredServices(args.get('services'));
  const maxChars = wholeNumber(args, 'max-chars', 200) ?? 20_000;
  const { serve } = await loadServer();
  const session = await openSession(args);
  try {
    const context = { session, services, allowWrites: args.has('allow-writes') };
    await serve(context, maxChars, (line) => terminal.note(line), signal);
  } finally {
    session.close();
  }
};

async function loadServer(): Promise<typeof Served> {
  try {
    return await import('../mcp/serve.js');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND' || !message.includes(sdk)) throw cause;
    throw new UsageError(`mcp needs the package ${sdk}: npm install ${sdk}`, { cause });
  }
}
