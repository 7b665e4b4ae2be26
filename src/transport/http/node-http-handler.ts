import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type {
  HttpHandler,
  HttpRequest,
  HttpResponse,
  HttpStream,
  HttpStreamRequest,
  StreamedBody,
} from '../../types/http.js';
import { BodyStream } from './body-stream.js';
import { responseHeaders } from './response-headers.js';
import { readBody } from './body-reader.js';
import type { Connections, Route } from './connections.js';
import { HttpExchange, isAbortedBefore } from './http-exchange.js';
import { sendBody } from './send-body.js';

/** Sends with `node:http` itself, at a third of node-fetch's cost. */
export class NodeHttpHandler implements HttpHandler {
  readonly #connections: Connections;

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  send(request: HttpRequest): Promise<HttpResponse> {
    return this.#start(request, (message, exchange, _close, resolve) => {
      const status = message.statusCode ?? 0;
      const headers = responseHeaders(message);
      readBody(message, status, exchange, (text) => resolve({ status, headers, body: text }));
    });
  }

  open(request: HttpStreamRequest): Promise<HttpStream> {
    return this.#start(request, (message, exchange, close, resolve) => {
      const body = new BodyStream(message, exchange, close);
      exchange.opened((error) => {
        close();
        body.fail(error);
      });
      resolve({ status: message.statusCode ?? 0, headers: responseHeaders(message), body });
    });
  }

  close(): void {
    this.#connections.close();
  }

  #start<T>(request: HttpStreamRequest, onResponse: OnResponse<T>): Promise<T> {
    const { url } = request;
    const pathAt = url.indexOf('/', 8);
    const route = this.#connections.route(url.slice(0, pathAt), request);
    const path = url.slice(pathAt);
    return route instanceof Promise
      ? route.then((ready) => sendBy(this.#connections, request, path, ready, onResponse))
      : sendBy(this.#connections, request, path, route, onResponse);
  }
}

type OnResponse<T> = (
  message: IncomingMessage,
  exchange: HttpExchange,
  close: () => void,
  resolve: (result: T) => void,
) => void;

function sendBy<T>(
  connections: Connections,
  request: HttpStreamRequest,
  path: string,
  route: Route,
  onResponse: OnResponse<T>,
): Promise<T> {
  const { method, body = '' } = request;
  const headers = withLength(request.headers, method, body);
  return new Promise((resolve, reject) => {
    if (isAbortedBefore(request, reject)) return;
    const { hostname, port, agent, isTls, isProxied } = route;
    const protocol = isTls ? 'https:' : 'http:';
    const send = isTls ? requestHttps : requestHttp;
    const carrier = connections.starting(request, () =>
      send({ protocol, hostname, port, path, method, agent, headers }),
    );
    const fail = (error: Error): void => {
      carrier.destroy();
      reject(error);
    };
    const exchange = new HttpExchange(request, fail, fail);
    exchange.watch(carrier, isProxied);
    carrier.on('response', (message) => {
      exchange.startedResponse();
      onResponse(message, exchange, () => carrier.destroy(), resolve);
    });
    if (typeof body === 'string') carrier.end(body);
    else sendBody(carrier, body, exchange);
  });
}

/** Node sends the body of a DELETE without its length, and a server then takes it for another request. */
function withLength(
  headers: HttpStreamRequest['headers'],
  method: string,
  body: string | StreamedBody,
): HttpStreamRequest['headers'] {
  if (typeof body !== 'string' || body === '' || /^P/.test(method)) return headers;
  return { ...headers, 'content-length': String(Buffer.byteLength(body)) };
}
