import type { HttpHandler, HttpRequest, HttpResponse } from '../../types/http.js';
import { Exchange, isAbortedBefore } from './http-exchange.js';

/** Any function that is called like `fetch`. */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchAnswer>;

/** What a {@link FetchFunction} is called with. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** What a {@link FetchFunction} must give: as much of a `Response` as is read here. */
export interface FetchAnswer {
  readonly status: number;
  readonly headers: Iterable<[string, string]>;
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** The codes by which fetch functions say that no connection was made. */
const unconnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Sends by a `fetch` that is handed in. Connections, proxies and TLS are its own; since it hides when a connection
 * is made, the limit for the answer covers connecting too.
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
      const running = new Exchange(request, (error) => {
        reject(error);
        controller.abort(error);
      });
      running.startResponse();
      this.#exchange(request, controller.signal, running).then(
        (response) => {
          if (running.finish()) resolve(response);
        },
        (error: unknown) => running.break(error, isUnconnected(error)),
      );
    });
  }

  /** The function's connections are its owner's to close. */
  close(): void {}

  async #exchange(request: HttpRequest, signal: AbortSignal, running: Exchange): Promise<HttpResponse> {
    const { method, headers, body } = request;
    const init = { method, headers: { ...headers }, redirect: 'manual', signal } as const;
    const answer = await this.#fetch(
      request.url,
      body === undefined || body === '' ? init : { ...init, body },
    );
    running.answered();
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.length;
      if (running.refuses(bytes, answer.status)) break;
      chunks.push(chunk);
    }
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.concat(chunks, bytes).toString(),
    };
  }
}

function isUnconnected(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    if (unconnected.has((at as NodeJS.ErrnoException).code ?? '')) return true;
  return false;
}
