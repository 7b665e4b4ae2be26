import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpStreamRequest } from '../../types/http.js';
import { onAbort } from '../../util/on-abort.js';
import {
  AbortedError,
  ConnectionError,
  ResponseParseError,
  TimeoutError,
  type TimeoutPhase,
  type TransportError,
} from '../../errors/index.js';

/** The event by which a request reports to its proxy that nobody waits for it any more. */
export const abandoned = Symbol('abandoned');

/**
 * One HTTP exchange: its time limits, its abort, and the fate of its connection.
 * It ends once, by `finish` or by `fail`, and leaves no timer and no listener behind.
 */
export class HttpExchange {
  readonly #request: HttpStreamRequest;
  #onFailure: (error: TransportError) => void;
  readonly #onSourceFailure: ((error: Error) => void) | undefined;
  /** The request, if a proxy's library makes its connection. */
  #proxied: ClientRequest | undefined;
  #stopListening: (() => void) | undefined;
  #phaseTimer: NodeJS.Timeout | undefined;
  #totalTimer: NodeJS.Timeout | undefined;
  #isConnected = false;
  #isReused = false;
  #hasResponse = false;
  #hasEnded = false;
  #isIdle = false;
  #idleSince = 0;

  /**
   * @param onFailure - stops the request and rejects the caller's promise
   * @param onSourceFailure - the same, for an error of the body that the caller sends
   */
  constructor(
    request: HttpStreamRequest,
    onFailure: (error: TransportError) => void,
    onSourceFailure?: (error: Error) => void,
  ) {
    this.#request = request;
    this.#onFailure = onFailure;
    this.#onSourceFailure = onSourceFailure;
    const { signal, totalTimeoutMs } = request;
    if (totalTimeoutMs) this.#totalTimer = this.#timer('total', totalTimeoutMs);
    if (signal !== undefined)
      this.#stopListening = onAbort(signal, () => this.fail(new AbortedError({}, signal.reason)));
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Follows the connection of the request that carries it; through a proxy, connecting begins at once. */
  watch(carrier: ClientRequest, isProxied: boolean): void {
    carrier.on('error', (error) => this.break(error));
    carrier.on('socket', (socket) => this.#onSocket(socket, carrier));
    carrier.once('response', () => this.startedResponse());
    carrier.once('upgrade', (response, socket) => {
      socket.destroy();
      const { statusCode: status } = response;
      this.fail(
        new ResponseParseError(`The server changed the protocol, with status ${status}`, '', { status }),
      );
    });
    carrier.once('close', () => {
      if (!this.#hasResponse) this.break(new Error('it was closed'));
    });
    if (isProxied) {
      this.#proxied = carrier;
      this.#startPhase('connect', this.#request.connectTimeoutMs);
      carrier.once('proxyConnect', (response: { readonly statusCode?: number }) => {
        const { statusCode = 200 } = response;
        if (statusCode !== 200)
          this.fail(
            new ConnectionError(`The proxy refused to connect, with status ${statusCode}`, { notSent: true }),
          );
      });
    }
  }

  /** Starts the limit of the response without a connection to follow, as with a `fetch` that hides it. */
  startResponse(): void {
    this.#startPhase('response', this.#request.responseTimeoutMs);
  }

  /** The first byte of the response has arrived. */
  startedResponse(): void {
    this.#hasResponse = true;
  }

  /** A part of the request's body was sent: the server has until the next one, or until its response. */
  sentPart(): void {
    if (this.#isConnected && !this.#hasEnded && !this.#hasResponse)
      this.#startPhase('response', this.#request.responseTimeoutMs);
  }

  /** From now on the body is read as it comes, and `onFailure` tells its reader. */
  opened(onFailure: (error: TransportError) => void): void {
    clearTimeout(this.#phaseTimer);
    this.#phaseTimer = undefined;
    this.#onFailure = onFailure;
  }

  /** A reader waits for the next part of the body. */
  startIdle(): void {
    const { responseTimeoutMs: ms } = this.#request;
    this.#isIdle = true;
    if (!ms || this.#hasEnded) return;
    // Made once for many parts; when it runs out, it restarts for what is left.
    this.#idleSince = performance.now();
    this.#phaseTimer = this.#phaseTimer?.ref() ?? this.#idleTimer(ms, ms);
  }

  stopIdle(): void {
    this.#isIdle = false;
    // A stream that nobody reads to its end must not keep the process alive.
    this.#phaseTimer?.unref();
  }

  /** Whether the response is longer than allowed; then the exchange has failed. */
  isTooLong(bytes: number, status: number): boolean {
    const { maxResponseBytes } = this.#request;
    if (maxResponseBytes === undefined || bytes <= maxResponseBytes) return false;
    const message = `The response is longer than maxResponseBytes, ${maxResponseBytes}`;
    this.fail(new ResponseParseError(message, '', { status }));
    return true;
  }

  /** The response is complete; false when the exchange has failed before. */
  finish(): boolean {
    return this.#end();
  }

  /** The body that the caller sends failed. */
  failSource(error: Error): void {
    if (this.#end()) this.#onSourceFailure?.(error);
  }

  fail(error: TransportError): void {
    if (!this.#end()) return;
    // A request that is destroyed without a connection emits nothing until it gets one.
    this.#proxied?.emit(abandoned);
    this.#onFailure(error);
  }

  /** Fails with an error of the connection. */
  break(cause: unknown, neverSent = !this.#isConnected): void {
    if (this.#hasEnded) return;
    const { url } = this.#request;
    const host = url.slice(url.indexOf('//') + 2, url.indexOf('/', 8));
    const reason = reasonOf(cause, url);
    const message = neverSent
      ? `No connection to ${host}: ${reason.message}`
      : this.#hasResponse
        ? `The connection to ${host} broke in the middle of the response: ${reason.message}`
        : `The connection to ${host} broke before the response: ${reason.message}`;
    const wasStale = this.#isReused && !this.#hasResponse;
    this.fail(new ConnectionError(message, { notSent: neverSent, wasStale }, { cause: reason }));
  }

  #onSocket(socket: Socket, carrier: ClientRequest): void {
    if (this.#hasEnded) return;
    const isTls = 'encrypted' in socket;
    const isPending =
      socket.connecting || (isTls && 'secureConnecting' in socket && socket.secureConnecting === true);
    this.#isReused = carrier.reusedSocket;
    if (!isPending) {
      this.#onConnect();
      return;
    }
    this.#startPhase('connect', this.#request.connectTimeoutMs);
    socket.once(isTls ? 'secureConnect' : 'connect', () => this.#onConnect());
  }

  #onConnect(): void {
    this.#isConnected = true;
    if (!this.#hasEnded) this.#startPhase('response', this.#request.responseTimeoutMs);
  }

  #startPhase(phase: TimeoutPhase, ms: number | undefined): void {
    clearTimeout(this.#phaseTimer);
    this.#phaseTimer = ms ? this.#timer(phase, ms) : undefined;
  }

  #idleTimer(afterMs: number, limitMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#phaseTimer = undefined;
      if (!this.#isIdle) return;
      const idleMs = performance.now() - this.#idleSince;
      // A timer may fire a little early.
      if (idleMs >= limitMs - 1) this.fail(new TimeoutError('idle', limitMs));
      else this.#phaseTimer = this.#idleTimer(limitMs - idleMs, limitMs);
    }, afterMs);
  }

  #timer(phase: TimeoutPhase, ms: number): NodeJS.Timeout {
    return setTimeout(() => this.fail(new TimeoutError(phase, ms)), ms);
  }

  #end(): boolean {
    if (this.#hasEnded) return false;
    this.#hasEnded = true;
    clearTimeout(this.#phaseTimer);
    clearTimeout(this.#totalTimer);
    this.#stopListening?.();
    return true;
  }
}

/** Rejects a request whose signal was aborted before it began: such a signal fires no event any more. */
export function isAbortedBefore(
  { signal }: HttpStreamRequest,
  reject: (error: AbortedError) => void,
): boolean {
  if (signal?.aborted !== true) return false;
  reject(new AbortedError({}, signal.reason));
  return true;
}

/** The cause without the request's query, which some libraries put into their messages and which may hold secrets. */
function reasonOf(cause: unknown, url: string): Error {
  if (!(cause instanceof Error)) return new Error(String(cause));
  const queryAt = url.indexOf('?');
  const query = queryAt < 0 ? '' : url.slice(queryAt);
  if (query === '' || !cause.message.includes(query)) return named(cause);
  const safe = new Error(cause.message.replaceAll(query, ''), { cause: cause.cause });
  return Object.assign(safe, { name: cause.name, code: (cause as NodeJS.ErrnoException).code });
}

/** Node's own errors for several addresses have no message. */
function named(cause: Error): Error {
  if (cause.message === '' && cause instanceof AggregateError) {
    const [first] = cause.errors as Error[];
    if (first !== undefined) cause.message = first.message;
  }
  return cause;
}
