import { readFileSync } from 'node:fs';
import type { LeftOut } from './merge.js';

interface Entry {
  readonly at: string;
  readonly reason: string;
  readonly source: string;
}

/** What the facts leave out though an SDK has it: `left-out.json`. @throws Error when an entry has no reason or source */
export function readLeftOut(): LeftOut {
  const text = readFileSync(new URL('left-out.json', import.meta.url), 'utf8');
  const entries = JSON.parse(text) as readonly Entry[];
  for (const { at, reason, source } of entries)
    if (!reason || !source) throw new Error(`left-out.json: ${at} has no reason or no source`);
  return Object.fromEntries(entries.map(({ at, reason }) => [at, reason]));
}
