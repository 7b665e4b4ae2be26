import type { ClientRequest } from 'node:http';
import type { RequestInit, Response } from 'node-fetch';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../types/http.js';
import { responseHeaders } from './response-headers.js';
import { readBody } from './body-reader.js';
import type { Connections, Route } from './connections.js';
import { HttpExchange, isAbortedBefore } from './http-exchange.js';

type NodeFetch = (url: string, init: RequestInit) => Promise<Response>;

/** Sends with node-fetch over the session's own connections. Loads node-fetch with the first request. */
export class NodeFetchHandler implements HttpHandler {
  readonly #connections: Connections;
  #fetch: NodeFetch | undefined;

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  send(request: HttpRequest): Promise<HttpResponse> {
    const { url } = request;
    const route = this.#connections.route(url.slice(0, url.indexOf('/', 8)), request);
    return this.#fetch === undefined || route instanceof Promise
      ? this.#whenReady(request, route)
      : this.#send(request, route, this.#fetch);
  }

  close(): void {
    this.#connections.close();
  }

  async #whenReady(request: HttpRequest, route: Route | Promise<Route>): Promise<HttpResponse> {
    this.#fetch ??= (await import('node-fetch')).default;
    return this.#send(request, await route, this.#fetch);
  }

  #send(request: HttpRequest, route: Route, fetch: NodeFetch): Promise<HttpResponse> {
    const { url, method, headers, body } = request;
    return new Promise((resolve, reject) => {
      if (isAbortedBefore(request, reject)) return;
      const stop = new StopSignal();
      const exchange = new HttpExchange(request, (error) => {
        reject(error);
        stop.fire();
      });
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
      if (body !== undefined && body !== '') init.body = body;
      this.#connections
        .watching(watch, request, () => fetch(url, init))
        .then(
          ({ status, headers: ownHeaders, body: stream }) => {
            exchange.startedResponse();
            const finish = (text: string): void =>
              resolve({ status, headers: sentHeaders ?? Object.fromEntries(ownHeaders), body: text });
            if (stream !== null) readBody(stream, status, exchange, finish);
            else if (exchange.finish()) finish('');
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
