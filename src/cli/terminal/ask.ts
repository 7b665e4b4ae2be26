import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { CommandContext } from '../command.js';
import { UsageError } from '../usage-error.js';

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
  const [answer = ''] = await ask([{ text: `${change} [y/N] ` }], context.signal);
  if (/^y(es)?$/i.test(answer.trim())) return true;
  context.terminal.note('Nothing was changed.');
  return false;
}

/** A question on the terminal. */
export interface Question {
  readonly text: string;
  /** Whether the answer is not shown while it is typed. */
  readonly isSecret?: boolean;
}

/**
 * Asks on the terminal, one question after the other; they go to standard error. Answers can be typed ahead.
 *
 * @returns the answers; fewer than the questions when the input ends
 */
export function ask(questions: readonly Question[], signal: AbortSignal): Promise<readonly string[]> {
  let isMuted = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isMuted) process.stderr.write(chunk);
      done();
    },
  });
  // One reader for all: between two, the terminal itself would show what is typed.
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  const answers: string[] = [];
  const askNext = (): void => {
    const question = questions[answers.length];
    if (question === undefined) return lines.close();
    isMuted = false;
    lines.setPrompt(question.text);
    lines.prompt();
    isMuted = question.isSecret === true;
  };
  return new Promise((resolve, reject) => {
    // In the event itself, so that not one letter of a secret that is typed ahead is shown.
    lines.on('line', (line) => {
      if (isMuted) process.stderr.write('\n');
      answers.push(line);
      askNext();
    });
    // A line reader takes Ctrl-C for itself.
    lines.once('SIGINT', () => process.emit('SIGINT'));
    lines.once('close', () => resolve(answers));
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
      lines.close();
    });
    askNext();
  });
}
