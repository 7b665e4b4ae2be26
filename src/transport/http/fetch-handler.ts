import type { HttpHandler, HttpRequest, HttpResponse } from '../../types/http.js';
import { withoutBom } from '../../util/json.js';
import { HttpExchange, isAbortedBefore } from './http-exchange.js';

/** Any function that is called like `fetch`. */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** What a {@link FetchFunction} is called with. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
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
    return new Promise((resolve, reject) => {
      if (isAbortedBefore(request, reject)) return;
      const controller = new AbortController();
      const exchange = new HttpExchange(request, (error) => {
        reject(error);
        controller.abort(error);
      });
      exchange.startResponse();
      this.#fetchWhole(request, controller.signal, exchange).then(
        (response) => {
          if (exchange.finish()) resolve(response);
        },
        (error: unknown) => exchange.break(error, isUnconnected(error)),
      );
    });
  }

  /** Does nothing: the caller closes the connections of its own function. */
  close(): void {}

  async #fetchWhole(
    request: HttpRequest,
    signal: AbortSignal,
    exchange: HttpExchange,
  ): Promise<HttpResponse> {
    const { method, headers, body } = request;
    const init = { method, headers: { ...headers }, redirect: 'manual', signal } as const;
    const response = await this.#fetch(
      request.url,
      body === undefined || body === '' ? init : { ...init, body },
    );
    exchange.startedResponse();
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (exchange.isTooLong(bytes, response.status)) break;
      chunks.push(chunk);
    }
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: withoutBom(Buffer.concat(chunks, bytes).toString()),
    };
  }
}

function isUnconnected(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code = '', syscall } = at as NodeJS.ErrnoException;
    if (unconnected.has(code) || (unreachable.has(code) && syscall === 'connect')) return true;
  }
  return false;
}
