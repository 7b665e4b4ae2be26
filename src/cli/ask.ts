import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { CommandContext } from './command.js';
import { UsageError } from './usage-error.js';

/**
 * Lets a change go on: when `--yes` was given, or the user says so.
 *
 * @param change - what will happen, as a question: `Delete ecs.Instance i-1 in cn-beijing?`
 * @throws {@link UsageError} without a terminal, where nobody can be asked
 * @returns whether to go on
 */
export async function isConfirmed(change: string, context: CommandContext): Promise<boolean> {
  if (context.args.has('yes')) return true;
  if (!context.terminal.canAsk)
    throw new UsageError(`This changes things, and nobody can be asked here: add --yes. ${change}`);
  const answer = await ask(`${change} [y/N] `, context.signal);
  if (/^y(es)?$/i.test(answer.trim())) return true;
  context.terminal.note('Nothing was changed.');
  return false;
}

/** Asks on the terminal; the question goes to standard error. */
export async function ask(question: string, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return answered(lines, question, signal);
}

/** Asks for a secret: what is typed is not shown. */
export async function askSecret(question: string, signal: AbortSignal): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await answered(lines, '', signal);
  } finally {
    process.stderr.write('\n');
  }
}

async function answered(
  lines: ReturnType<typeof createInterface>,
  question: string,
  signal: AbortSignal,
): Promise<string> {
  // A line reader takes Ctrl-C for itself.
  lines.once('SIGINT', () => process.emit('SIGINT'));
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  try {
    return await Promise.race([lines.question(question, { signal }), ended]);
  } finally {
    lines.close();
  }
}
