import type { ResultMetadata } from '../../types/call.js';
import type { SentAttempt, SentHeaders } from '../call.js';
import type { WireRequest } from '../protocols/serialize.js';
import type { Log } from '../log/log.js';
import { redact, redactHeaders, secretsOf } from '../../util/secrets.js';
import type { CallEvent, RetryEvent } from './hooks.js';

/** Writes the lines of one call, each without secrets. */
export class CallLog {
  readonly #log: Log;
  readonly #call: CallEvent;
  /** Whether the bodies are left out: they hold what people wrote. */
  readonly #isPrivate: boolean;

  constructor(log: Log, call: CallEvent, isPrivate: boolean) {
    this.#log = log;
    this.#call = call;
    this.#isPrivate = isPrivate;
  }

  signed(number: number, origin: string, wire: WireRequest, signed: SentHeaders): void {
    const log = this.#log;
    if (!log.shows('debug')) return;
    const at = this.#at(number);
    if (log.shows('debug', 'endpoint')) log.write('debug', `${this.#name} goes to ${origin}`, at);
    if (log.shows('debug', 'signing') && signed.stringToSign !== undefined)
      log.write('debug', `${this.#name} is signed`, { ...at, stringToSign: signed.stringToSign });
    if (log.shows('debug', 'request')) {
      const headers = redactHeaders(signed.headers, secretsOf(undefined, this.#call.request));
      log.write('debug', `${this.#name} is sent`, { ...at, method: wire.method, origin, headers });
    }
    // The members of a GET are in its query: they are logged as members.
    if (log.shows('debug', 'body') && !this.#isPrivate)
      log.write('debug', `${this.#name} has this request`, {
        ...at,
        request: redact(this.#call.request),
      });
  }

  received(number: number, { response, credentials, apiKey }: SentAttempt): void {
    const log = this.#log;
    if (!log.shows('debug')) return;
    const { status, headers, body } = response;
    const at = { ...this.#at(number), status };
    const secrets = [
      ...secretsOf(credentials, this.#call.request),
      ...(apiKey === undefined ? [] : [apiKey]),
    ];
    if (log.shows('debug', 'response'))
      log.write('debug', `${this.#name} got a response`, { ...at, headers: redactHeaders(headers, secrets) });
    if (log.shows('debug', 'body') && !this.#isPrivate) {
      log.write('debug', `${this.#name} got this response`, { ...at, ...readable(body, secrets) });
    }
  }

  retries({ number, error, delayMs }: RetryEvent): void {
    if (this.#log.shows('warn', 'retries'))
      this.#log.write('warn', `${error.message}; retry in ${Math.round(delayMs)} ms`, this.#at(number));
  }

  /** A result made up by a hook may have no metadata. */
  succeeded(metadata: ResultMetadata | undefined, durationMs: number): void {
    if (!this.#log.shows('info')) return;
    const { requestId, httpStatus, attempts } = metadata ?? {};
    const about = { ...this.#where, requestId, httpStatus, attempts, durationMs };
    this.#log.write('info', `${this.#name} succeeded`, about);
  }

  failed(error: unknown, durationMs: number): void {
    if (!this.#log.shows('error')) return;
    const message = error instanceof Error ? error.message : `${this.#name} failed`;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    this.#log.write('error', message, { ...this.#where, code, durationMs });
  }

  get #name(): string {
    return this.#call.action;
  }

  get #where() {
    const { service, action, version, region } = this.#call;
    return { service, action, version, region };
  }

  #at(attempt: number) {
    const { service, action, region } = this.#call;
    return { service, action, region, attempt };
  }
}

/** A response that is not JSON may hold anything, so only its length is logged. */
function readable(body: string, secrets: readonly string[]): Record<string, unknown> {
  try {
    return { response: redact(JSON.parse(body), secrets) };
  } catch {
    return { unreadableLength: body.length };
  }
}
