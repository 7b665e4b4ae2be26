import type { CallOptions, CallTarget, ResultMetadata } from '../types/call.js';
import { AbortedError, TimeoutError, TransportError } from '../errors/index.js';
import { orAborted } from '../errors/transport.js';
import { readAnswer } from './parse-response.js';
import { assess, assessError, exchange, paceKey, type Attempt, type Success } from './attempt.js';
import { retryDelayMs } from './retry/backoff.js';
import { withCallerStack } from './caller-stack.js';
import { prepareCall, withClientToken, type Call } from './call.js';
import type { Core } from './transport-context.js';
import {
  isClockError,
  isCredentialsExpiry,
  isThrottled,
  mayPass,
  wasNotProcessed,
  withCallFacts,
  type Failure,
} from './retry/failure.js';
import type { Result } from './result.js';
import { retryAfterMs } from './retry/retry-after.js';
import type { CallObserver } from './instrumentation/observer.js';

/** A retry after a time-out costs more: the service may still be at work on it. */
const retryPrice = 5;
const timeoutPrice = 10;

type Request = Readonly<Record<string, unknown>>;

/** Sends a call, again where that is safe and may help, until there is a result or an error. */
export function runCall(
  core: Core,
  target: CallTarget,
  given: Request,
  options: CallOptions | undefined,
): Promise<Result> {
  // No async function: nothing is awaited here, and a promise more on each call is felt.
  try {
    const { settings, sight } = core;
    // Made before anything that could run twice.
    const request = withClientToken(settings, target, given, options?.clientToken);
    const log = options?.logLevel === undefined ? sight.log : sight.log.at(options.logLevel);
    if (!sight.looksAt(log))
      return attempts(core, prepareCall(settings, target, request, options), undefined);
    const { service, action, version } = target;
    const region = options?.region ?? settings.region;
    const observer = sight.observerOf({ service, action, version, region, request }, log);
    return observer.around(async (changed) =>
      attempts(core, prepareCall(settings, target, changed, options), observer),
    );
  } catch (error) {
    return Promise.reject(error);
  }
}

async function attempts(core: Core, call: Call, observer: CallObserver | undefined): Promise<Result> {
  const run = new Run(core, call);
  for (;;) {
    const attempt = run.next();
    let outcome: Success | Failure;
    try {
      const response = await (observer === undefined
        ? exchange(core, call, attempt)
        : observer.attempt(attempt, call.wire, () => exchange(core, call, attempt)));
      const answer = readAnswer(response);
      outcome = assess(call, attempt, response, answer instanceof Promise ? await answer : answer);
    } catch (error) {
      if (!(error instanceof TransportError)) observer?.attempted(error);
      outcome = assessError(call, attempt, error);
    }
    const wasThrottled = 'error' in outcome && isThrottled(outcome.error);
    core.pace?.report(paceKey(call), wasThrottled, attempt.beganAt);
    if ('response' in outcome) {
      observer?.attempted(outcome.response.status);
      return run.succeed(outcome);
    }
    observer?.attempted(outcome.error);
    const delayMs = run.repairs(outcome, attempt) ? 0 : run.retryDelay(outcome);
    if (delayMs === undefined) throw withCallerStack(run.lastError(outcome), attempts);
    await observer?.retries(attempt.number, outcome, delayMs);
    await run.wait(delayMs);
  }
}

/** How far a call has come. */
class Run {
  readonly #core: Core;
  readonly #call: Call;
  #sent = 0;
  /** Attempts that count towards `maxAttempts`: those after a repair don't. */
  #counted = 1;
  #totalDelayMs = 0;
  #price = 0;
  #repaired = { connection: false, clock: false, credentials: false };
  #lastFailure: Failure | undefined;

  constructor(core: Core, call: Call) {
    this.#core = core;
    this.#call = call;
  }

  next(): Attempt {
    return { number: ++this.#sent, headers: this.#call.headers, signedDate: '', beganAt: 0 };
  }

  succeed({ result, requestId, response }: Success): Result {
    const { target, region, wantsRawResponse } = this.#call;
    const { service, action, version } = target;
    this.#core.retryQuota.giveBack(this.#price);
    const metadata: ResultMetadata = {
      requestId,
      service,
      action,
      version,
      region,
      httpStatus: response.status,
      attempts: this.#sent,
      totalDelayMs: this.#totalDelayMs,
      ...(wantsRawResponse
        ? { rawResponse: { status: response.status, headers: response.headers, body: response.body } }
        : {}),
    };
    const given = (result !== null && typeof result === 'object' ? result : wrapped(result)) as Result;
    return Object.defineProperty(given, '$metadata', { value: metadata });
  }

  /** Whether what failed was put right, so that the call can be sent again at once; each only once a call. */
  repairs(failure: Failure, attempt: Attempt): boolean {
    const repaired = this.#repaired;
    const { error } = failure;
    if ('wasStale' in error && error.wasStale && !repaired.connection && this.#call.isRepeatable)
      return (repaired.connection = true);
    if (isClockError(failure) && !repaired.clock) {
      repaired.clock = true;
      return this.#core.serviceClock.learn(failure.headers['date'], failure.signedDate);
    }
    if (isCredentialsExpiry(failure) && !repaired.credentials) {
      repaired.credentials = true;
      return this.#refreshes(attempt);
    }
    return false;
  }

  /** How long to wait before the next attempt, in milliseconds; undefined: there is none. */
  retryDelay(failure: Failure): number | undefined {
    const { retry, isRepeatable, deadline, signal } = this.#call;
    const { error, headers } = failure;
    if (error instanceof AbortedError || signal?.aborted) return undefined;
    if (error instanceof TimeoutError && error.phase === 'total') return undefined;
    const seen = { error, attempt: this.#counted, isThrottling: isThrottled(error) };
    const wanted =
      retry.shouldRetry?.(seen) ?? (mayPass(failure, retry) && (isRepeatable || wasNotProcessed(failure)));
    if (!wanted || this.#counted >= retry.maxAttempts) return undefined;
    const now = this.#core.clock.now();
    const delayMs = retryDelayMs(retry, seen, retryAfterMs(headers, now), Math.random);
    if (now + delayMs >= deadline) return undefined;
    const price = error instanceof TimeoutError ? timeoutPrice : retryPrice;
    if (!this.#core.retryQuota.take(price)) return undefined;
    this.#price = price;
    this.#counted += 1;
    this.#lastFailure = failure;
    return delayMs;
  }

  async wait(ms: number): Promise<void> {
    const { signal, target, region } = this.#call;
    this.#totalDelayMs += ms;
    if (ms === 0) return;
    try {
      await orAborted(this.#core.clock.sleep(ms, signal), signal);
    } catch (error) {
      if (!(error instanceof AbortedError)) throw error;
      throw withCallFacts(error, target, { region, attempts: this.#sent });
    }
  }

  /** The error to end with: a call cut off at its deadline also tells what had failed before. */
  lastError({ error }: Failure): Error {
    if (!(error instanceof TimeoutError) || error.phase !== 'total') return error;
    const { service, action, region, attempts, status, requestId } = error;
    const cause = error.cause ?? this.#lastFailure?.error;
    const call = { service, action, region, attempts, status, requestId };
    return new TimeoutError(
      'total',
      this.#call.timeouts.totalMs,
      call,
      cause === undefined ? undefined : { cause },
    );
  }

  /** Whether the provider can get other credentials than those refused. */
  #refreshes({ credentials }: Attempt): boolean {
    const { provider } = this.#call;
    if (credentials === undefined || provider.invalidate === undefined) return false;
    provider.invalidate(credentials);
    return true;
  }
}

function wrapped(result: unknown): Record<string, unknown> {
  return result === null || result === undefined ? {} : { Result: result };
}
