import type { IncomingHttpHeaders } from 'node:http';
import type { ApiError } from '../model/api-error.js';

/** An HTTP request with its whole body. */
export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly remoteAddress?: string | undefined;
  /** Why the body could not be read. */
  readonly problem?: ApiError | undefined;
}

/** An HTTP response, and how an injected fault distorts it. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the request may have changed the state, which then must be saved before the response. */
  readonly mayHaveChanged?: boolean;
  /** The pause before the response is sent, in milliseconds. */
  readonly delayMs?: number;
  /** How the connection fails instead of sending the whole response. */
  readonly failure?: 'reset' | 'noResponse' | 'truncate' | undefined;
  /** In place of `body`: server-sent events, written one after the other. */
  readonly events?: readonly string[];
  /** The pause between two events, in milliseconds. */
  readonly paceMs?: number;
  readonly streamEnd?: StreamEnd;
}

/** How a stream ends early: after so many events, by a broken connection, by silence, or by an event with an error. */
export interface StreamEnd {
  readonly after: number;
  readonly how: 'cut' | 'silence' | 'error';
}
