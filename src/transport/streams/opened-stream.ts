import type { ServiceError, TransportError } from '../../errors/index.js';
import type { ResultMetadata } from '../../types/call.js';
import type { HttpStream } from '../../types/http.js';
import type { Call, SentAttempt } from '../call.js';
import { callDetails, redactorOf, refusalError, sendingError } from '../call-error.js';
import type { RefusedResponse } from '../parse-response.js';

/** A response whose headers have come, and how the failures of its body are told. */
export interface OpenedStream {
  readonly metadata: ResultMetadata;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: HttpStream['body'];
  /** The error of a body that broke, was silent, or cannot be read. */
  failure(error: TransportError): TransportError;
  /** The error that a service told of in the middle of its response. */
  refusal(refused: RefusedResponse): ServiceError;
}

/** Where the result of a streamed call has its stream. */
export const openedStream = Symbol('openedStream');

/** The stream of an attempt that succeeded. */
export function streamOf(call: Call, sent: SentAttempt, metadata: ResultMetadata): OpenedStream {
  const { attempts, requestId, httpStatus: status } = metadata;
  return {
    metadata,
    headers: sent.response.headers,
    body: sent.stream ?? nothing,
    failure: (error) => sendingError(call, attempts, error, undefined, requestId),
    refusal(refused) {
      const details = { ...callDetails(call, attempts), status, requestId };
      return refusalError(call, details, refused, redactorOf(call, sent));
    },
  };
}

const nothing: HttpStream['body'] = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
};
