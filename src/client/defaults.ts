import type { VolcengineOptions } from './options.js';
import { checkOptions } from './check-options.js';

let processWide: VolcengineOptions = {};

/** The options that sessions of this process start from. */
export function processDefaults(): VolcengineOptions {
  return processWide;
}

/** Replaces them; sessions that exist keep what they have. */
export function setProcessDefaults(options: VolcengineOptions): void {
  checkOptions(options);
  processWide = Object.freeze({ ...options });
}
