import type { Terminal } from '../terminal/terminal.js';
import { candidatesFor } from './candidates.js';

/** Answers a shell: a line a candidate, with its description after a tab where the shell shows one. */
export async function printCandidates(
  [shell, ...words]: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const lines = candidatesFor(words).map(({ value, description }) =>
    shell === 'bash' || description === undefined ? value : `${value}\t${description}`,
  );
  await terminal.print(lines.map((line) => `${line}\n`).join(''));
}
