import type { VolcengineOptions } from '../../src/client/volcengine.js';

/** The three ways to send; what holds for one holds for all. */
export const handlerKinds: readonly (readonly [string, NonNullable<VolcengineOptions['http']>])[] = [
  ['node-fetch', 'node-fetch'],
  ['node:http', 'node:http'],
  ['fetch', { fetch }],
];
