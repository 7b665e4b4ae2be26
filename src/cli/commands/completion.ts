import type { CommandRun } from '../command.js';
import { completionScripts, shells, type Shell } from '../completion/scripts.js';
import { refuseMore } from '../positionals.js';
import { UsageError } from '../usage-error.js';

/** Prints the script that a shell reads. */
export const run: CommandRun = async ({ args, terminal }) => {
  const [shell] = args.positionals;
  refuseMore(args, 1);
  if (!isShell(shell)) throw new UsageError(`completion takes a shell: ${shells.join(', ')}`);
  await terminal.print(completionScripts[shell]);
};

function isShell(word: string | undefined): word is Shell {
  return (shells as readonly (string | undefined)[]).includes(word);
}
