import type {
  HttpHandler,
  HttpRequest,
  HttpResponse,
  HttpStream,
  HttpStreamRequest,
} from '../../types/http.js';
import { withoutBom } from '../../util/json.js';
import { HttpExchange, isAbortedBefore } from './http-exchange.js';
import { readableOf } from './send-body.js';

/** Any function that is called like `fetch`. */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** What a {@link FetchFunction} is called with. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string | AsyncIterable<Uint8Array>;
  /** Set when the body is streamed, which `fetch` asks for. */
  readonly duplex?: 'half';
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** What a {@link FetchFunction} returns: the part of a `Response` that is used. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: Iterable<[string, string]>;
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** The codes of fetch functions for a connection that was not made. */
const unconnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
/** Codes that a connection which was made can break with too. */
const unreachable = new Set(['EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Sends with the caller's `fetch`. Connections, proxies and TLS are its own. Since it does not report when a connection
 * is made, the limit for the response covers connecting too.
 */
export class FetchHandler implements HttpHandler {
  readonly #fetch: FetchFunction;

  constructor(fetch: FetchFunction) {
    this.#fetch = fetch;
  }

  send(request: HttpRequest): Promise<HttpResponse> {
    return this.#start(request, async (response, exchange, resolve) => {
      const { status, headers } = response;
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      for await (const chunk of response.body ?? []) {
        bytes += chunk.length;
        if (exchange.isTooLong(bytes, status)) break;
        chunks.push(chunk);
      }
      const body = withoutBom(Buffer.concat(chunks, bytes).toString());
      if (exchange.finish()) resolve({ status, headers: Object.fromEntries(headers), body });
    });
  }

  open(request: HttpStreamRequest): Promise<HttpStream> {
    return this.#start(request, ({ status, headers, body }, exchange, resolve, abort) => {
      const failure: { error?: Error } = {};
      exchange.opened((error) => {
        failure.error = error;
        abort(error);
      });
      resolve({
        status,
        headers: Object.fromEntries(headers),
        body: partsOf(body ?? [], exchange, failure, abort),
      });
      return Promise.resolve();
    });
  }

  /** Does nothing: the caller closes the connections of its own function. */
  close(): void {}

  #start<T>(
    request: HttpStreamRequest,
    onResponse: (
      response: FetchResponse,
      exchange: HttpExchange,
      resolve: (result: T) => void,
      abort: (reason?: Error) => void,
    ) => Promise<void>,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      if (isAbortedBefore(request, reject)) return;
      const controller = new AbortController();
      const abort = (reason?: Error): void => controller.abort(reason);
      const fail = (error: Error): void => {
        reject(error);
        abort(error);
      };
      const exchange = new HttpExchange(request, fail, fail);
      exchange.startResponse();
      this.#fetch(request.url, initOf(request, controller.signal, exchange))
        .then((response) => {
          exchange.startedResponse();
          return onResponse(response, exchange, resolve, abort);
        })
        .catch((error: unknown) => exchange.break(error, isUnconnected(error)));
    });
  }
}

function initOf(
  { method, headers, body }: HttpStreamRequest,
  signal: AbortSignal,
  exchange: HttpExchange,
): FetchInit {
  const init = { method, headers: { ...headers }, redirect: 'manual', signal } as const;
  if (body === undefined || body === '') return init;
  return typeof body === 'string'
    ? { ...init, body }
    : { ...init, body: readableOf(body, exchange), duplex: 'half' };
}

/** The parts of a body; an iterator of its own, since a generator that was never read could not be closed. */
function partsOf(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  exchange: HttpExchange,
  failure: { readonly error?: Error },
  abort: () => void,
): AsyncIterableIterator<Uint8Array> {
  const parts = Symbol.asyncIterator in body ? body[Symbol.asyncIterator]() : body[Symbol.iterator]();
  const close = (): void => {
    if (exchange.finish()) abort();
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (failure.error !== undefined) throw failure.error;
      exchange.startIdle();
      try {
        const part = await parts.next();
        exchange.stopIdle();
        if (part.done === true) exchange.finish();
        return part;
      } catch (error) {
        exchange.break(error, false);
        throw failure.error ?? error;
      }
    },
    return() {
      close();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
}

function isUnconnected(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code = '', syscall } = at as NodeJS.ErrnoException;
    if (unconnected.has(code) || (unreachable.has(code) && syscall === 'connect')) return true;
  }
  return false;
}
