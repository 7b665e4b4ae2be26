import { nearestHint } from '../util/nearest.js';
import type { CommandDefinition, CommandRun } from './command.js';
import { commands } from './commands.js';
import { exitStatus, exitStatusOf } from './exit-status.js';
import { commandHelp, program, programHelp } from './help.js';
import { interruption, Interrupted } from './terminal/interrupt.js';
import { parseArguments } from './parse-arguments.js';
import { Terminal } from './terminal/terminal.js';
import { UsageError } from './usage-error.js';

/** The code of each command, loaded when it is run. */
const code: Readonly<Record<string, () => Promise<{ readonly run: CommandRun }>>> = {
  call: () => import('./commands/call.js'),
  list: () => import('./commands/list.js'),
  get: () => import('./commands/get.js'),
  create: () => import('./commands/create.js'),
  update: () => import('./commands/update.js'),
  delete: () => import('./commands/delete.js'),
  wait: () => import('./commands/wait.js'),
  tag: () => import('./commands/tag.js'),
  describe: () => import('./commands/describe.js'),
  search: () => import('./commands/search.js'),
  configure: () => import('./commands/configure.js'),
  whoami: () => import('./commands/whoami.js'),
  login: () => import('./commands/login.js'),
  completion: () => import('./commands/completion.js'),
  mcp: () => import('./commands/mcp.js'),
  emulator: () => import('./commands/emulator.js'),
};

/**
 * Does what a command line says.
 *
 * @param words - what was typed after the program's name
 * @returns the status to exit with, one of {@link exitStatus}
 */
export async function runCommand(words: readonly string[]): Promise<number> {
  const terminal = new Terminal(process.stdout, process.stderr, process.env);
  const [name, ...rest] = words;
  let command: CommandDefinition | undefined;
  try {
    if (name === '__complete') {
      const { printCandidates } = await import('./completion/print-candidates.js');
      await printCandidates(rest, terminal);
      return exitStatus.ok;
    }
    if (name === '--version') {
      const { packageVersion } = await import('../catalog/built-in.js');
      await terminal.print(`${program}/${packageVersion}\n`);
      return exitStatus.ok;
    }
    if (name === '--help' || name === '-h' || name === 'help') {
      const wanted = rest[0] === undefined ? undefined : findCommand(rest[0]);
      await terminal.print(wanted === undefined ? programHelp(commands) : commandHelp(wanted));
      return exitStatus.ok;
    }
    command = findCommand(name);
    if (asksForHelp(rest)) {
      await terminal.print(commandHelp(command));
      return exitStatus.ok;
    }
    return await runOne(command, rest, terminal);
  } catch (error) {
    if (error instanceof Interrupted) return exitStatus.interrupted;
    const status = exitStatusOf(error);
    // A mistake of the program itself goes on as it is.
    if (status === undefined) throw error;
    terminal.complain(`${program}: ${oneLine((error as Error).message)}`);
    if (error instanceof UsageError)
      terminal.note(`Try: ${[program, command?.name, '--help'].filter(Boolean).join(' ')}`);
    return status;
  }
}

async function runOne(
  command: CommandDefinition,
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const args = parseArguments(words, command.options, command.takesMembers === true);
  const loaded = await code[command.name]?.();
  const { signal, settled, end } = interruption(terminal);
  try {
    return (await settled(loaded?.run({ command, args, terminal, signal }))) ?? exitStatus.ok;
  } finally {
    end();
  }
}

function findCommand(name: string | undefined): CommandDefinition {
  const names = commands.map((each) => each.name);
  if (name === undefined) throw new UsageError(`There is no command; there are ${names.join(', ')}`);
  const found = commands.find((each) => each.name === name);
  if (found) return found;
  if (name.startsWith('-')) throw new UsageError(`There is no option ${name} before a command`);
  throw new UsageError(`There is no command ${JSON.stringify(name)}${nearestHint(name, names)}`);
}

function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h');
}

/** Errors are one line: what is wrong with a request is listed with semicolons. */
function oneLine(message: string): string {
  const [first = '', ...rest] = message.split('\n').map((line) => line.trim());
  return rest.length === 0 ? first : `${first}: ${rest.filter((line) => line !== '').join('; ')}`;
}
