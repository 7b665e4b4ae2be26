import type { Arguments } from './parse-arguments.js';
import { UsageError } from './usage-error.js';

/** @throws {@link UsageError} for words beyond those that a command takes */
export function refuseMore({ positionals }: Arguments, most: number): void {
  const extra = positionals[most];
  if (extra !== undefined) throw new UsageError(`${JSON.stringify(extra)} is one word too many`);
}
