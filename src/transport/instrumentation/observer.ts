import type { HttpResponse } from '../../types/http.js';
import type { Attempt, Result, SentAttempt } from '../call.js';
import type { Failure } from '../retry/failure.js';
import type { Log } from '../log/log.js';
import type { WireRequest } from '../protocols/serialize.js';
import { CallLog } from './call-log.js';
import { attemptChannel, callChannel, type AttemptMessage, type CallMessage } from './channels.js';
import type { HookLimits } from './hook-limits.js';
import type { AttemptEvent, CallEvent, Hooks } from './hooks.js';

type Request = Readonly<Record<string, unknown>>;
type Send = (request: Request) => Promise<Result>;

/** Reports one call to hooks, channels and the log. There is none when nothing observes. */
export class CallObserver {
  readonly #call: CallEvent;
  readonly #hooks: readonly Hooks[];
  readonly #log: CallLog;
  readonly #limits: HookLimits;
  #attempt: { readonly event: AttemptEvent; readonly startedAt: number } | undefined;

  constructor(call: CallEvent, hooks: readonly Hooks[], log: Log, isPrivate: boolean, limits: HookLimits) {
    this.#call = call;
    this.#hooks = hooks;
    this.#limits = limits;
    this.#log = new CallLog(log, call, isPrivate);
  }

  /** Runs the whole call inside its hooks. */
  async aroundCall(send: Send): Promise<Result> {
    const call = this.#call;
    const startedAt = performance.now();
    publishCall({ phase: 'start', call });
    try {
      for (const hooks of this.#hooks) await this.#limits.wait(hooks.onCall?.(call));
      const layers = this.#hooks.reduceRight<Send>((next, hooks) => this.#aroundCall(hooks, next), send);
      const result = await layers(call.request);
      const durationMs = performance.now() - startedAt;
      publishCall({ phase: 'success', call, metadata: result.$metadata, durationMs });
      this.#log.succeeded(result.$metadata, durationMs);
      return result;
    } catch (error) {
      const durationMs = performance.now() - startedAt;
      publishCall({ phase: 'error', call, error, durationMs });
      this.#log.failed(error, durationMs);
      for (const hooks of this.#hooks)
        await this.#limits.waitAfterError(hooks.onError?.({ call, error, durationMs }));
      throw error;
    }
  }

  /** Runs one attempt inside its hooks, which may add to its headers. */
  async aroundAttempt(
    attempt: Attempt,
    wire: WireRequest,
    send: (attempt: Attempt) => Promise<SentAttempt>,
  ): Promise<SentAttempt> {
    const { number, requestId } = attempt;
    const headers = { ...attempt.headers };
    const event: AttemptEvent = { call: this.#call, number, headers };
    const observed: Attempt = {
      number,
      headers,
      requestId,
      onSigned: (origin, signed) => this.#log.signed(number, origin, wire, signed),
    };
    let sent: SentAttempt | undefined;
    const sendObserved = async (): Promise<HttpResponse> => {
      sent = await send(observed);
      return sent.response;
    };
    this.#attempt = { event, startedAt: performance.now() };
    publishAttempt({ phase: 'start', attempt: event });
    for (const hooks of this.#hooks) await this.#limits.wait(hooks.onAttempt?.(event));
    const layers = this.#hooks.reduceRight(
      (next, hooks) => this.#aroundAttempt(hooks, event, next),
      sendObserved,
    );
    const response = await layers();
    // A hook may have replaced the response, or made it up without sending.
    const outcome: SentAttempt = { signedDate: '', startedAtMs: 0, ...sent, response };
    this.#log.received(number, outcome);
    return outcome;
  }

  /** The outcome of the attempt: an error, or the HTTP status of a result. */
  attempted(outcome: unknown): void {
    if (this.#attempt === undefined) return;
    const { event: attempt, startedAt } = this.#attempt;
    const durationMs = performance.now() - startedAt;
    publishAttempt(
      typeof outcome === 'number'
        ? { phase: 'success', attempt, httpStatus: outcome, durationMs }
        : { phase: 'error', attempt, error: outcome, durationMs },
    );
  }

  async retries(number: number, { error }: Failure, delayMs: number): Promise<void> {
    const retry = { call: this.#call, number, error, delayMs };
    this.#log.retries(retry);
    for (const hooks of this.#hooks) await this.#limits.wait(hooks.onRetry?.(retry));
  }

  /** One hook around the call; it sees the request as the hooks outside of it have changed it. */
  #aroundCall(hooks: Hooks, next: Send): Send {
    if (hooks.aroundCall === undefined) return next;
    const call = this.#call;
    const around = hooks.aroundCall.bind(hooks);
    return (request) =>
      this.#limits.around(
        async (inner) => around(request === call.request ? call : { ...call, request }, inner),
        (changed: Request = request) => next(changed),
      );
  }

  #aroundAttempt(
    hooks: Hooks,
    attempt: AttemptEvent,
    next: () => Promise<HttpResponse>,
  ): () => Promise<HttpResponse> {
    if (hooks.aroundAttempt === undefined) return next;
    const around = hooks.aroundAttempt.bind(hooks);
    return () => this.#limits.around(async (inner) => around(attempt, inner), next);
  }
}

function publishCall(message: CallMessage): void {
  if (callChannel.hasSubscribers) callChannel.publish(message);
}

function publishAttempt(message: AttemptMessage): void {
  if (attemptChannel.hasSubscribers) attemptChannel.publish(message);
}
