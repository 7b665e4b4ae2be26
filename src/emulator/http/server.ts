import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../../errors/config.js';
import type { Exchange } from './request-pipeline.js';
import { Refusal } from '../model/refusal.js';

/** A request whose body was read whole. */
export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Why the body couldn't be read, where it couldn't. */
  readonly problem?: Refusal | undefined;
}

/** What is sent back, and how it goes wrong where it is to. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** In milliseconds, before it is sent. */
  readonly delayMs?: number;
  readonly mishap?: 'reset' | 'noAnswer' | 'truncate' | undefined;
}

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly mostBodyBytes: number;
  /** In milliseconds, for a request to have come in whole. */
  readonly requestTimeoutMs: number;
}

/** Listens on one address and hands each request on; whatever comes in, it goes on. */
export class HttpServer {
  readonly #server: Server;
  readonly #options: ServerOptions;

  constructor(options: ServerOptions, exchange: Exchange) {
    this.#options = options;
    const { requestTimeoutMs } = options;
    this.#server = createServer(
      {
        requestTimeout: requestTimeoutMs,
        headersTimeout: requestTimeoutMs,
        connectionsCheckingInterval: Math.max(100, requestTimeoutMs / 4),
        keepAliveTimeout: 60_000,
      },
      (request, response) => void this.#serve(request, response, exchange),
    );
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
      refuseSocket(error, socket, exchange);
    });
  }

  async listen(): Promise<void> {
    const { host, port } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause: NodeJS.ErrnoException) => {
        const why = cause.code === 'EADDRINUSE' ? 'something else listens there' : cause.message;
        reject(new ConfigError(`The local cloud can't listen on ${host}:${port}: ${why}`, { cause }));
      });
      this.#server.listen(port, host, resolve);
    });
  }

  /** Where it listens, or undefined while it doesn't. */
  get url(): string | undefined {
    const address = this.#server.address() as AddressInfo | null;
    if (!address) return undefined;
    const { host } = this.#options;
    const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse, exchange: Exchange): Promise<void> {
    try {
      const raw = await this.#read(request);
      const answer = exchange.answer(raw);
      if (answer.delayMs !== undefined) await sleep(answer.delayMs, undefined, { ref: false });
      send(request, response, answer, raw.problem !== undefined);
    } catch {
      // The client went away in the middle of its request.
      request.socket.destroy();
    }
  }

  async #read(request: IncomingMessage): Promise<RawRequest> {
    const { method = 'GET', url = '/', headers } = request;
    const parts: Buffer[] = [];
    let length = 0;
    if (
      method !== 'GET' ||
      headers['content-length'] !== undefined ||
      headers['transfer-encoding'] !== undefined
    ) {
      for await (const part of request as AsyncIterable<Buffer>) {
        length += part.length;
        if (length > this.#options.mostBodyBytes) {
          const problem = new Refusal(
            'InvalidParameter',
            `The body is longer than ${this.#options.mostBodyBytes} bytes.`,
            413,
          );
          return { method, url, headers, body: Buffer.alloc(0), problem };
        }
        parts.push(part);
      }
    }
    const [only] = parts;
    return { method, url, headers, body: parts.length === 1 && only ? only : Buffer.concat(parts) };
  }
}

function send(request: IncomingMessage, response: ServerResponse, answer: RawAnswer, isLast: boolean): void {
  if (answer.mishap === 'noAnswer' || response.destroyed) return;
  if (answer.mishap === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const { body } = answer;
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': Buffer.byteLength(body),
    ...(isLast && { connection: 'close' }),
  });
  if (answer.mishap === 'truncate') {
    response.write(body.slice(0, body.length / 2), () => request.socket.destroy());
    return;
  }
  // As text it goes out in one piece with the headers, which costs half of what two pieces do.
  response.end(body);
  // What is left of a body that was too long is not worth reading.
  if (isLast) request.socket.destroySoon();
}

/** Answers what isn't HTTP, or came too slowly, in the gateway's envelope. */
function refuseSocket(error: NodeJS.ErrnoException, socket: Socket, exchange: Exchange): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, reason] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? [408, 'The request did not come in whole in time.']
      : [400, 'The request is not valid HTTP.'];
  const { body, headers } = exchange.refuse(new Refusal('MissingRequestInfo', reason, status));
  const head = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const length = Buffer.byteLength(body);
  socket.end(
    `HTTP/1.1 ${status} Refused\r\n${head}content-length: ${length}\r\nconnection: close\r\n\r\n${body}`,
  );
}
