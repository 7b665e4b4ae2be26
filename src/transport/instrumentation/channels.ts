import { channel } from 'node:diagnostics_channel';
import type { ResultMetadata } from '../../types/call.js';
import type { AttemptEvent, CallEvent } from './hooks.js';

/** The messages of `volcengine:call`; `call` is the same object in all messages of one call. */
export type CallMessage =
  | { readonly phase: 'start'; readonly call: CallEvent }
  | {
      readonly phase: 'success';
      readonly call: CallEvent;
      /** Undefined when a hook made the result up. */
      readonly metadata: ResultMetadata | undefined;
      readonly durationMs: number;
    }
  | {
      readonly phase: 'error';
      readonly call: CallEvent;
      readonly error: unknown;
      readonly durationMs: number;
    };

/** The messages of `volcengine:attempt`; `attempt` is the same object in all messages of one attempt. */
export type AttemptMessage =
  | { readonly phase: 'start'; readonly attempt: AttemptEvent }
  | {
      readonly phase: 'success';
      readonly attempt: AttemptEvent;
      readonly httpStatus: number;
      readonly durationMs: number;
    }
  | {
      readonly phase: 'error';
      readonly attempt: AttemptEvent;
      readonly error: unknown;
      readonly durationMs: number;
    };

export const callChannel = channel('volcengine:call');
export const attemptChannel = channel('volcengine:attempt');
