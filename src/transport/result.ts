import type { WithMetadata } from '../contracts/call.js';

/** The `Result` of an action. */
export type Result = Record<string, unknown> & WithMetadata;
