import { AbortedError, TimeoutError } from '../../errors/index.js';
import { monotonicMs } from '../../util/monotonic.js';
import type { Call } from '../call.js';
import type { TransportContext } from '../transport-context.js';
import { retryDelayMs } from './backoff.js';
import {
  isClockError,
  isCredentialsExpiry,
  isProvenUnprocessed,
  isRetryable,
  isThrottled,
  type Failure,
} from './failure.js';
import { retryAfterMs } from './retry-after.js';

/** A retry after a time-out costs more: the service may still be at work on it. */
const retryCost = 5;
const timeoutCost = 10;

/** Decides whether a call is sent again, and when. */
export class CallRetries {
  readonly #context: TransportContext;
  readonly #call: Call;
  /** Attempts that count towards `maxAttempts`: those after a recovery don't. */
  #counted = 1;
  /** What the last retry took from the quota. */
  #cost = 0;
  #recovered = { connection: false, clock: false, credentials: false };
  #lastFailure: Failure | undefined;

  constructor(context: TransportContext, call: Call) {
    this.#context = context;
    this.#call = call;
  }

  /** The last failure that was retried. */
  get lastFailure(): Failure | undefined {
    return this.#lastFailure;
  }

  /** How long to wait before the call is sent again, in milliseconds; undefined: it is not sent again. */
  delayMs(failure: Failure): number | undefined {
    const { target, retry, isOneShot } = this.#call;
    if (isOneShot) return undefined;
    if (!target.isRead && retry.writeRetries === 'never') return undefined;
    return this.#recover(failure) ? 0 : this.#retryDelayMs(failure);
  }

  /** The call succeeded: the cost of its last retry returns to the quota. */
  refund(): void {
    this.#context.retryQuota.refund(this.#cost);
  }

  /** Whether the cause was put right, so that the call can be sent again at once; each cause only once a call. */
  #recover(failure: Failure): boolean {
    const recovered = this.#recovered;
    const { error } = failure;
    if ('wasStale' in error && error.wasStale && !recovered.connection && this.#call.isRepeatable) {
      recovered.connection = true;
      return true;
    }
    if (!this.#call.isRepeatable && !isProvenUnprocessed(failure)) return false;
    if (this.#hasRefusedKey(failure) && !recovered.credentials) {
      recovered.credentials = true;
      return true;
    }
    if (isClockError(failure) && !recovered.clock) {
      recovered.clock = true;
      return this.#context.serviceClock.learn(failure.headers['date'], failure.signedDate ?? '');
    }
    if (isCredentialsExpiry(failure) && !recovered.credentials) {
      recovered.credentials = true;
      return this.#invalidate(failure);
    }
    return false;
  }

  #retryDelayMs(failure: Failure): number | undefined {
    const { retry, isRepeatable, deadlineMs, signal } = this.#call;
    const { error, headers } = failure;
    if (error instanceof AbortedError || signal?.aborted) return undefined;
    if (error instanceof TimeoutError && error.phase === 'total') return undefined;
    const seen = { error, attempt: this.#counted, isThrottling: isThrottled(error), headers };
    const isWanted =
      retry.shouldRetry?.(seen) ??
      (isRetryable(failure, retry) && (isRepeatable || isProvenUnprocessed(failure)));
    if (!isWanted || this.#counted >= retry.maxAttempts) return undefined;
    const { clock } = this.#context;
    const delayMs = retryDelayMs(retry, seen, retryAfterMs(headers, clock.now()), Math.random);
    if (monotonicMs(clock) + delayMs >= deadlineMs) return undefined;
    const cost = error instanceof TimeoutError ? timeoutCost : retryCost;
    if (!this.#context.retryQuota.take(cost)) return undefined;
    this.#cost = cost;
    this.#counted += 1;
    this.#lastFailure = failure;
    return delayMs;
  }

  /** Tells the source of a key that it was refused; whether the source can get another one. */
  #hasRefusedKey({ error, apiKey }: Failure): boolean {
    const { apiKey: source } = this.#call;
    if (error.status !== 401 || apiKey === undefined || source?.invalidate === undefined) return false;
    source.invalidate(apiKey);
    return true;
  }

  /** Tells the provider that its credentials were refused; whether it can get others. */
  #invalidate({ credentials }: Failure): boolean {
    const { provider } = this.#call;
    if (credentials === undefined || provider?.invalidate === undefined) return false;
    provider.invalidate(credentials);
    return true;
  }
}
