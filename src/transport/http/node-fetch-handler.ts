import type { ClientRequest } from 'node:http';
import type { RequestInit, Response } from 'node-fetch';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../types/http.js';
import { answerHeaders } from './response-headers.js';
import { readBody } from './body-reader.js';
import type { Connections, Route } from './connections.js';
import { Exchange, isAbortedBefore } from './http-exchange.js';

type NodeFetch = (url: string, init: RequestInit) => Promise<Response>;

/** Sends by node-fetch, over the session's own connections; loads it with the first request. */
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
      : this.#exchange(request, route, this.#fetch);
  }

  close(): void {
    this.#connections.close();
  }

  async #whenReady(request: HttpRequest, route: Route | Promise<Route>): Promise<HttpResponse> {
    this.#fetch ??= (await import('node-fetch')).default;
    return this.#exchange(request, await route, this.#fetch);
  }

  #exchange(request: HttpRequest, route: Route, fetch: NodeFetch): Promise<HttpResponse> {
    const { url, method, headers, body } = request;
    return new Promise((resolve, reject) => {
      if (isAbortedBefore(request, reject)) return;
      const stop = new StopSignal();
      const running = new Exchange(request, (error) => {
        reject(error);
        stop.fire();
      });
      let sentHeaders: HttpResponse['headers'] | undefined;
      const watch = (carrier: ClientRequest): void => {
        running.watch(carrier, route.isProxied);
        // Node has made them an object already; node-fetch would sort them first.
        carrier.once('response', (message) => {
          sentHeaders = answerHeaders(message);
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
        .watching(watch, () => fetch(url, init))
        .then(
          ({ status, headers: ownHeaders, body: stream }) => {
            running.answered();
            const answer = (text: string): void =>
              resolve({ status, headers: sentHeaders ?? Object.fromEntries(ownHeaders), body: text });
            if (stream !== null) readBody(stream, status, running, answer);
            else if (running.finish()) answer('');
          },
          (error: Error) => {
            // What the connection said came by `watch`; anything but node-fetch's own errors is a mistake in the request.
            if (/^(Fetch|Abort)Error$/.test(error.name)) running.break(error);
            else if (running.finish()) reject(error);
          },
        );
    });
  }
}

/** As much of an AbortSignal as node-fetch looks at, at a hundredth of an AbortController's cost. */
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
