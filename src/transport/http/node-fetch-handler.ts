import type { ClientRequest } from 'node:http';
import type { Readable } from 'node:stream';
import type { RequestInit, Response } from 'node-fetch';
import type {
  HttpHandler,
  HttpRequest,
  HttpResponse,
  HttpStream,
  HttpStreamRequest,
} from '../../types/http.js';
import { responseHeaders } from './response-headers.js';
import { readBody } from './body-reader.js';
import { BodyStream } from './body-stream.js';
import type { Connections, Route } from './connections.js';
import { HttpExchange, isAbortedBefore } from './http-exchange.js';
import { readableOf } from './send-body.js';

type NodeFetch = (url: string, init: RequestInit) => Promise<Response>;

/** Sends with node-fetch over the session's own connections. Loads node-fetch with the first request. */
export class NodeFetchHandler implements HttpHandler {
  readonly #connections: Connections;
  #fetch: NodeFetch | undefined;

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  send(request: HttpRequest): Promise<HttpResponse> {
    return this.#start(request, ({ status, headers, stream }, exchange, _close, resolve) => {
      const finish = (text: string): void => resolve({ status, headers, body: text });
      if (stream !== null) readBody(stream, status, exchange, finish);
      else if (exchange.finish()) finish('');
    });
  }

  open(request: HttpStreamRequest): Promise<HttpStream> {
    return this.#start(request, ({ status, headers, stream }, exchange, close, resolve) => {
      const body = stream === null ? undefined : new BodyStream(stream as Readable, exchange, close);
      if (body === undefined) exchange.finish();
      else
        exchange.opened((error) => {
          close();
          body.fail(error);
        });
      resolve({ status, headers, body: body ?? nothing() });
    });
  }

  close(): void {
    this.#connections.close();
  }

  #start<T>(request: HttpStreamRequest, onResponse: OnResponse<T>): Promise<T> {
    const { url } = request;
    const route = this.#connections.route(url.slice(0, url.indexOf('/', 8)), request);
    return this.#fetch === undefined || route instanceof Promise
      ? this.#whenReady(request, route, onResponse)
      : this.#send(request, route, this.#fetch, onResponse);
  }

  async #whenReady<T>(
    request: HttpStreamRequest,
    route: Route | Promise<Route>,
    onResponse: OnResponse<T>,
  ): Promise<T> {
    this.#fetch ??= (await import('node-fetch')).default;
    return this.#send(request, await route, this.#fetch, onResponse);
  }

  #send<T>(
    request: HttpStreamRequest,
    route: Route,
    fetch: NodeFetch,
    onResponse: OnResponse<T>,
  ): Promise<T> {
    const { url, method, headers, body } = request;
    return new Promise((resolve, reject) => {
      if (isAbortedBefore(request, reject)) return;
      const stop = new StopSignal();
      const fail = (error: Error): void => {
        reject(error);
        stop.fire();
      };
      const exchange = new HttpExchange(request, fail, fail);
      let sentHeaders: HttpResponse['headers'] | undefined;
      const watch = (carrier: ClientRequest): void => {
        exchange.watch(carrier, route.isProxied);
        // Node has made them an object already; node-fetch would sort them first.
        carrier.once('response', (message) => {
          sentHeaders = responseHeaders(message);
        });
      };
      const init: RequestInit = {
        method,
        headers,
        agent: route.agent,
        redirect: 'manual',
        signal: stop.asSignal,
      };
      if (typeof body === 'object') init.body = readableOf(body, exchange);
      else if (body !== undefined && body !== '') init.body = body;
      this.#connections
        .watching(watch, request, () => fetch(url, init))
        .then(
          ({ status, headers: ownHeaders, body: stream }) => {
            exchange.startedResponse();
            const headers = sentHeaders ?? Object.fromEntries(ownHeaders);
            onResponse({ status, headers, stream }, exchange, () => stop.fire(), resolve);
          },
          (error: Error) => {
            // Errors of the connection arrive by `watch`; any error but node-fetch's own is a mistake in the request.
            if (/^(Fetch|Abort)Error$/.test(error.name)) exchange.break(error);
            else if (exchange.finish()) reject(error);
          },
        );
    });
  }
}

interface Head {
  readonly status: number;
  readonly headers: HttpResponse['headers'];
  readonly stream: NodeJS.ReadableStream | null;
}

type OnResponse<T> = (
  head: Head,
  exchange: HttpExchange,
  close: () => void,
  resolve: (result: T) => void,
) => void;

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The part of an AbortSignal that node-fetch uses, at a hundredth of an AbortController's cost. */
class StopSignal {
  readonly [Symbol.toStringTag] = 'AbortSignal';
  aborted = false;
  #listener: (() => void) | undefined;

  get asSignal(): AbortSignal {
    return this as unknown as AbortSignal;
  }

  addEventListener(_type: string, listener: () => void): void {
    this.#listener = listener;
  }

  removeEventListener(): void {
    this.#listener = undefined;
  }

  fire(): void {
    this.aborted = true;
    this.#listener?.();
  }
}
