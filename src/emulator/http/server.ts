import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../../errors/config.js';
import { ApiError } from '../model/api-error.js';
import type { RawRequest, RawResponse } from './message.js';
import type { RequestPipeline } from './request-pipeline.js';

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly maxBodyBytes: number;
  /** The time within which a whole request must arrive, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** Saves the state; the response to a request that may have changed it waits for that. */
  readonly save?: (() => Promise<void>) | undefined;
}

/** Listens on one address and passes each request to the pipeline. No request can stop it. */
export class HttpServer {
  readonly #server: Server;
  readonly #options: ServerOptions;

  constructor(options: ServerOptions, pipeline: RequestPipeline) {
    this.#options = options;
    const { requestTimeoutMs } = options;
    this.#server = createServer(
      {
        requestTimeout: requestTimeoutMs,
        headersTimeout: requestTimeoutMs,
        connectionsCheckingInterval: Math.max(100, requestTimeoutMs / 4),
        keepAliveTimeout: 60_000,
      },
      (request, response) => void this.#serve(request, response, pipeline),
    );
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
      refuseSocket(error, socket, pipeline);
    });
  }

  /** @throws `ConfigError` when the address is not free */
  async listen(): Promise<void> {
    const { host, port } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause: NodeJS.ErrnoException) => {
        const reason = cause.code === 'EADDRINUSE' ? 'the port is in use' : cause.message;
        reject(new ConfigError(`The local cloud cannot listen on ${host}:${port}: ${reason}`, { cause }));
      });
      this.#server.listen(port, host, resolve);
    });
  }

  /** The URL of the server, or undefined while it does not listen. */
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

  async #serve(request: IncomingMessage, response: ServerResponse, pipeline: RequestPipeline): Promise<void> {
    // Reading stops at a body that is too long, and Node then takes the socket away from the request.
    const { socket } = request;
    try {
      const raw = await this.#read(request);
      const result = await this.#saved(pipeline.handle(raw), pipeline);
      if (result.delayMs !== undefined) await sleep(result.delayMs, undefined, { ref: false });
      send(socket, response, result, raw.problem !== undefined);
    } catch {
      // The client closed the connection in the middle of its request.
      socket.destroy();
    }
  }

  async #saved(response: RawResponse, pipeline: RequestPipeline): Promise<RawResponse> {
    const { save } = this.#options;
    if (!save || !response.mayHaveChanged) return response;
    try {
      await save();
      return response;
    } catch {
      return pipeline.refuse(new ApiError('InternalError', 'The state could not be saved.', 500));
    }
  }

  async #read(request: IncomingMessage): Promise<RawRequest> {
    const { method = 'GET', url = '/', headers, socket } = request;
    const { remoteAddress } = socket;
    if (!mayHaveBody(request)) return { method, url, headers, remoteAddress, body: Buffer.alloc(0) };
    const { maxBodyBytes } = this.#options;
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > maxBodyBytes) {
        const message = `The body is longer than ${maxBodyBytes} bytes.`;
        const problem = new ApiError('InvalidParameter', message, 413);
        return { method, url, headers, remoteAddress, body: Buffer.alloc(0), problem };
      }
      parts.push(part);
    }
    const [first] = parts;
    return {
      method,
      url,
      headers,
      remoteAddress,
      body: parts.length === 1 && first ? first : Buffer.concat(parts),
    };
  }
}

function mayHaveBody({ method, headers }: IncomingMessage): boolean {
  return (
    method !== 'GET' || headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
  );
}

/** @param isLast - closes the connection after the response */
function send(socket: Socket, response: ServerResponse, raw: RawResponse, isLast: boolean): void {
  const { status, headers, body, failure } = raw;
  if (failure === 'noResponse' || response.destroyed) return;
  if (failure === 'reset') {
    socket.resetAndDestroy();
    return;
  }
  if (raw.events !== undefined && failure === undefined) {
    sendEvents(socket, response, raw, raw.events).catch(() => socket.destroy());
    return;
  }
  response.writeHead(status, {
    ...headers,
    'content-length': Buffer.byteLength(body),
    ...(isLast && { connection: 'close' }),
  });
  if (failure === 'truncate') {
    response.write(body.slice(0, body.length / 2), () => socket.destroy());
    return;
  }
  // Text is sent in one piece with the headers, at half the cost of two pieces.
  response.end(body);
  // The rest of a body that is too long need not be read.
  if (isLast) socket.destroySoon();
}

/** Sends events at their pace, each as soon as the client has room for it. */
async function sendEvents(
  socket: Socket,
  response: ServerResponse,
  { status, headers, paceMs = 0, streamEnd }: RawResponse,
  events: readonly string[],
): Promise<void> {
  response.writeHead(status, headers);
  response.flushHeaders();
  const last = streamEnd?.after ?? events.length;
  for (const event of events.slice(0, last)) {
    if (response.destroyed) return;
    if (!response.write(event))
      await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
    if (paceMs > 0) await sleep(paceMs, undefined, { ref: false });
  }
  if (streamEnd?.how === 'silence') return;
  if (streamEnd?.how === 'cut') {
    // What was written comes first.
    await new Promise((resolve) => response.write(': cut\n', resolve));
    socket.destroy();
    return;
  }
  if (streamEnd?.how === 'error') response.write(brokenEvent);
  response.end();
}

const brokenEvent =
  'data: {"error":{"code":"InternalServiceError","message":"The service failed.","type":"InternalServerError","param":""}}\n\n';

/** Responds to text that is not HTTP, or that comes too slowly, in the gateway's envelope. */
function refuseSocket(error: NodeJS.ErrnoException, socket: Socket, pipeline: RequestPipeline): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, reason] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? [408, 'The request did not arrive in time.']
      : [400, 'The request is not valid HTTP.'];
  const { body, headers } = pipeline.refuse(new ApiError('MissingRequestInfo', reason, status));
  const lines = [
    `HTTP/1.1 ${status} Refused`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ];
  socket.end(lines.join('\r\n'));
}
