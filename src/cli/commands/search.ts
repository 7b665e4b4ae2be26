import type { CommandRun } from '../command.js';
import { Printer } from '../output/printer.js';
import { wholeNumber } from '../parse-arguments.js';
import { searchCatalog, type Hit } from '../search/search-catalog.js';
import { exitStatus } from '../exit-status.js';
import { UsageError } from '../usage-error.js';

/** Finds what the catalog has by words. */
export const run: CommandRun = async ({ args, terminal }) => {
  if (args.positionals.length === 0) throw new UsageError('A WORD to search for is missing');
  const most = wholeNumber(args, 'max-items') ?? 40;
  const hits = searchCatalog(args.positionals);
  const shown = hits.slice(0, most);
  if (args.get('output') === undefined && args.get('query') === undefined)
    await terminal.print(shown.map(line).join(''));
  else await (await Printer.of(terminal, args)).value(shown);
  if (hits.length > most) terminal.note(`${hits.length - most} more: use more words, or --max-items`);
  if (hits.length > 0) return exitStatus.ok;
  terminal.note(`Nothing is called ${args.positionals.join(' ')}.`);
  return exitStatus.notFound;
};

function line({ kind, service, name, action, actions }: Hit): string {
  const words = kind === 'service' ? service : `${service} ${name}`;
  const where =
    action === undefined ? '' : `  (${action}${actions === 1 ? '' : ` and ${(actions ?? 1) - 1} more`})`;
  return `${kind.padEnd(8)}  ${words}${where}\n`;
}
