import { ResponseParseError, TransportError, type CallDetails } from '../errors/index.js';
import { orAborted } from '../errors/transport.js';
import type { CallOptions, CallTarget, ResultMetadata } from '../types/call.js';
import { defineHidden } from '../util/define-method.js';
import { monotonicMs } from '../util/monotonic.js';
import { callDetails, responseError, sendingError } from './call-error.js';
import {
  prepareCall,
  regionOf,
  withClientToken,
  type Attempt,
  type Call,
  type Result,
  type SentAttempt,
  type Success,
} from './call.js';
import { withCallerStack } from './caller-stack.js';
import { checkedTimeouts } from './checks.js';
import { HookLimits } from './instrumentation/hook-limits.js';
import type { CallObserver } from './instrumentation/observer.js';
import { newRequestId } from './request-id.js';
import { parsePathResponse, parseResponse, requestIdOf } from './parse-response.js';
import { openedStream, streamOf } from './streams/opened-stream.js';
import { CallRetries } from './retry/call-retries.js';
import { isThrottled, type Failure } from './retry/failure.js';
import { rateLimitKey, sendAttempt } from './send-attempt.js';
import type { TransportSettings } from './settings.js';
import type { TransportContext } from './transport-context.js';

type Request = Readonly<Record<string, unknown>>;

/** Runs a call inside the hooks of its session: sends it, again where that is safe and may help. */
export function runCall(
  context: TransportContext,
  target: CallTarget,
  input: Request,
  options: CallOptions | undefined,
  isStream = false,
): Promise<Result> {
  // No async function: nothing is awaited here, and one promise more on each call is measurable.
  try {
    const { settings, instrumentation } = context;
    // Made before anything that could run twice.
    const request = withClientToken(settings, target, input, options?.clientToken);
    const { log: sessionLog } = instrumentation;
    const log = options?.logLevel === undefined ? sessionLog : sessionLog.at(options.logLevel);
    if (!instrumentation.isObserved(log))
      return sendCall(context, prepareCall(settings, target, request, options, isStream));
    const { service, action, version } = target;
    const region = regionOf(settings, options);
    const call = { service, action, version, region, request };
    const limits = hookLimits(settings, { service, action, region }, options);
    const observer = instrumentation.observe(call, log, limits, target.isPrivate === true);
    return observer.aroundCall(async (changed) => {
      const prepared = prepareCall(settings, target, changed, options, isStream);
      // Hooks take their time from the call's.
      return sendCall(context, { ...prepared, deadlineMs: limits.deadlineMs }, observer);
    });
  } catch (error) {
    return Promise.reject(error);
  }
}

function hookLimits(settings: TransportSettings, call: CallDetails, options: CallOptions = {}): HookLimits {
  const { totalMs } = checkedTimeouts(options, settings.timeouts);
  const deadlineMs = totalMs > 0 ? monotonicMs(settings.clock) + totalMs : Infinity;
  return new HookLimits({ deadlineMs, totalMs, signal: options.signal, call }, settings.clock);
}

/** Sends a call until there is a result or an error that is not retried. */
export async function sendCall(
  context: TransportContext,
  call: Call,
  observer?: CallObserver,
): Promise<Result> {
  const { signal } = call;
  const retries = new CallRetries(context, call);
  let totalDelayMs = 0;
  for (let number = 1; ; number++) {
    const attempt = attemptOf(call, number);
    let sent: SentAttempt | undefined;
    let outcome: Success | Failure;
    try {
      sent = await (observer === undefined
        ? sendAttempt(context, call, attempt)
        : observer.aroundAttempt(attempt, call.wire, (observed) => sendAttempt(context, call, observed)));
      outcome = outcomeOf(call, number, sent, attempt.requestId);
    } catch (error) {
      if (!(error instanceof TransportError)) {
        observer?.attempted(error);
        throw error;
      }
      outcome = {
        error: sendingError(call, number, error, retries.lastFailure?.error, attempt.requestId),
        headers: {},
        isFinal: error instanceof ResponseParseError,
      };
    }
    const wasThrottled = 'error' in outcome && isThrottled(outcome.error);
    context.rateLimiter?.report(
      rateLimitKey(call),
      wasThrottled,
      sent?.startedAtMs ?? monotonicMs(context.clock),
    );
    if ('response' in outcome) {
      observer?.attempted(outcome.response.status);
      retries.refund();
      return resultOf(call, outcome, number, totalDelayMs);
    }
    observer?.attempted(outcome.error);
    const delayMs = retries.delayMs(outcome);
    if (delayMs === undefined) throw withCallerStack(outcome.error, sendCall);
    await observer?.retries(number, outcome, delayMs);
    totalDelayMs += delayMs;
    if (delayMs > 0) await orAborted(context.clock.sleep(delayMs, signal), signal, callDetails(call, number));
  }
}

function attemptOf({ headers, target }: Call, number: number): Attempt {
  const name = target.requestIdHeader;
  if (name === undefined) return { number, headers };
  const requestId = headers[name] ?? newRequestId(Date.now());
  return { number, headers: { ...headers, [name]: requestId }, requestId };
}

function outcomeOf(
  call: Call,
  number: number,
  sent: SentAttempt,
  sentId: string | undefined,
): Success | Failure {
  const { response, credentials, apiKey, signedDate } = sent;
  const { requestIdHeader: name, path } = call.target;
  // Such a service names a request by the id that the client gave it.
  const echoed = name === undefined ? undefined : (response.headers[name] ?? sentId);
  if (sent.stream !== undefined) {
    const { headers } = response;
    const requestId = echoed ?? requestIdOf(response);
    return { result: { headers, body: sent.stream }, requestId, response, sent };
  }
  const found = path === undefined ? parseResponse(response) : parsePathResponse(response);
  const parsed = echoed === undefined ? found : { ...found, requestId: echoed };
  if (parsed.kind === 'result') return { result: parsed.result, requestId: parsed.requestId, response, sent };
  const error = responseError(call, number, sent, parsed);
  return { error, headers: response.headers, credentials, apiKey, signedDate };
}

function resultOf(
  call: Call,
  { result, requestId, response, sent }: Success,
  attempts: number,
  totalDelayMs: number,
): Result {
  const { target, region, wantsRawResponse } = call;
  const { service, action, version } = target;
  const { status, headers, body } = response;
  const metadata: ResultMetadata = {
    requestId,
    service,
    action,
    version,
    region,
    httpStatus: status,
    attempts,
    totalDelayMs,
    ...(wantsRawResponse ? { rawResponse: { status, headers, body } } : {}),
  };
  const object = (result !== null && typeof result === 'object' ? result : wrapped(result)) as Result;
  if (sent.stream !== undefined) defineHidden(object, openedStream, streamOf(call, sent, metadata));
  return defineHidden(object, '$metadata', metadata);
}

function wrapped(result: unknown): Record<string, unknown> {
  return result === null || result === undefined ? {} : { Result: result };
}
