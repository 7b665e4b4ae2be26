import { text } from 'node:stream/consumers';
import { UsageError } from '../usage-error.js';

let wasRead = false;

/**
 * All of standard input.
 *
 * @throws {@link UsageError} the second time: it can be read once
 */
export async function readStandardInput(): Promise<string> {
  if (wasRead) throw new UsageError('Standard input can be read once: only one value can be -');
  wasRead = true;
  return text(process.stdin);
}
