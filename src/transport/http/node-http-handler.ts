import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../types/http.js';
import { responseHeaders } from './response-headers.js';
import { readBody } from './body-reader.js';
import type { Connections, Route } from './connections.js';
import { HttpExchange, isAbortedBefore } from './http-exchange.js';

/** Sends with `node:http` itself, at a third of node-fetch's cost. */
export class NodeHttpHandler implements HttpHandler {
  readonly #connections: Connections;

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  send(request: HttpRequest): Promise<HttpResponse> {
    const { url } = request;
    const pathAt = url.indexOf('/', 8);
    const route = this.#connections.route(url.slice(0, pathAt), request);
    return route instanceof Promise
      ? route.then((ready) => sendBy(this.#connections, request, url.slice(pathAt), ready))
      : sendBy(this.#connections, request, url.slice(pathAt), route);
  }

  close(): void {
    this.#connections.close();
  }
}

function sendBy(
  connections: Connections,
  request: HttpRequest,
  path: string,
  route: Route,
): Promise<HttpResponse> {
  const { method, headers, body = '' } = request;
  return new Promise((resolve, reject) => {
    if (isAbortedBefore(request, reject)) return;
    const { hostname, port, agent, isTls, isProxied } = route;
    const protocol = isTls ? 'https:' : 'http:';
    const send = isTls ? requestHttps : requestHttp;
    const carrier = connections.starting(request, () =>
      send({ protocol, hostname, port, path, method, agent, headers }),
    );
    const exchange = new HttpExchange(request, (error) => {
      carrier.destroy();
      reject(error);
    });
    exchange.watch(carrier, isProxied);
    carrier.on('response', (message) => {
      exchange.startedResponse();
      const status = message.statusCode ?? 0;
      const headers = responseHeaders(message);
      readBody(message, status, exchange, (text) => resolve({ status, headers, body: text }));
    });
    carrier.end(body);
  });
}
