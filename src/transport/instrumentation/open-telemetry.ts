import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { AttemptMessage, CallMessage } from './channels.js';
import type { AttemptEvent, CallEvent } from './hooks.js';

type Attributes = Record<string, string | number>;

/** The part of a span of `@opentelemetry/api` that is used. */
export interface TelemetrySpan {
  setAttributes(attributes: Attributes): unknown;
  recordException(error: Error): void;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}

/** The part of `@opentelemetry/api` that is used: pass the module itself. */
export interface TelemetryApi<Context, Span extends TelemetrySpan> {
  readonly context: { active(): Context };
  readonly trace: {
    getTracer(name: string): {
      startSpan(name: string, options: { kind: number; attributes: Attributes }, context: Context): Span;
    };
    setSpan(context: Context, span: Span): Context;
  };
  readonly propagation: { inject(context: Context, carrier: Record<string, string>): void };
}

/** `SpanKind.INTERNAL`, `SpanKind.CLIENT` and `SpanStatusCode.ERROR` of OpenTelemetry. */
const internal = 0;
const client = 2;
const failed = 2;

/**
 * Makes OpenTelemetry spans for all calls of the process: one for each call, and in it one for each attempt, whose
 * context is sent in the request's headers. No span holds a member of a request or a response.
 *
 * @example
 * ```ts
 * import * as api from '@opentelemetry/api';
 * import { traceCalls } from 'volcengine-fluent';
 *
 * const stop = traceCalls(api);
 * ```
 *
 * @returns the function that ends the tracing
 */
export function traceCalls<Context, Span extends TelemetrySpan>(
  api: TelemetryApi<Context, Span>,
): () => void {
  const tracer = api.trace.getTracer('volcengine-fluent');
  const calls = new WeakMap<CallEvent, { readonly span: Span; readonly context: Context }>();
  const attempts = new WeakMap<AttemptEvent, Span>();

  const onCall = (published: unknown): void => {
    const message = published as CallMessage;
    const { call } = message;
    if (message.phase === 'start') {
      const { service, action, version, region } = call;
      const attributes = {
        'rpc.system': 'volcengine',
        'rpc.service': service,
        'rpc.method': action,
        'volcengine.version': version,
        'cloud.region': region,
      };
      const active = api.context.active();
      const span = tracer.startSpan(`${service}.${action}`, { kind: internal, attributes }, active);
      calls.set(call, { span, context: api.trace.setSpan(active, span) });
      return;
    }
    const span = calls.get(call)?.span;
    if (message.phase === 'error') fail(span, message.error);
    else {
      const { requestId, attempts: count } = message.metadata ?? {};
      span?.setAttributes({
        ...(count === undefined ? {} : { 'volcengine.attempts': count }),
        ...(requestId === undefined ? {} : { 'volcengine.request_id': requestId }),
      });
    }
    span?.end();
  };

  const onAttempt = (published: unknown): void => {
    const message = published as AttemptMessage;
    const { attempt } = message;
    if (message.phase === 'start') {
      const { call, number, headers } = attempt;
      const parent = calls.get(call)?.context ?? api.context.active();
      const attributes = { 'http.request.resend_count': number - 1 };
      const span = tracer.startSpan(`${call.action} attempt`, { kind: client, attributes }, parent);
      attempts.set(attempt, span);
      api.propagation.inject(api.trace.setSpan(parent, span), headers);
      return;
    }
    const span = attempts.get(attempt);
    if (message.phase === 'error') fail(span, message.error);
    else span?.setAttributes({ 'http.response.status_code': message.httpStatus });
    span?.end();
  };

  subscribe('volcengine:call', onCall);
  subscribe('volcengine:attempt', onAttempt);
  return () => {
    unsubscribe('volcengine:call', onCall);
    unsubscribe('volcengine:attempt', onAttempt);
  };
}

function fail(span: TelemetrySpan | undefined, error: unknown): void {
  const cause = error instanceof Error ? error : new Error(String(error));
  span?.recordException(cause);
  span?.setStatus({ code: failed, message: cause.message });
}
