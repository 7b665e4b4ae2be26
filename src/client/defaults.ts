import type { VolcengineOptions } from './options.js';

let processWide: VolcengineOptions = {};

/** The options that sessions of this process start from. */
export function processDefaults(): VolcengineOptions {
  return processWide;
}

/** Replaces them; sessions that exist keep what they have. */
export function setProcessDefaults(options: VolcengineOptions): void {
  processWide = Object.freeze({ ...options });
}
