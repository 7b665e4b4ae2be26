import type { WithMetadata } from '../types/call.js';

/** The `Result` of an action. */
export type Result = Record<string, unknown> & WithMetadata;
