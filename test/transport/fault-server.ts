import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A request as the server read it. */
export interface Received {
  readonly action: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the query, or of the JSON body. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Numbers the connections, from 1. */
  readonly connection: number;
}

/** What the server does with one request; `before` tells how many came before it. */
export type Reply = (response: ServerResponse, received: Received, before: number) => void;

/** A server on 127.0.0.1 that does to its callers what networks and services do. */
export class FaultServer {
  readonly received: Received[] = [];
  #reply: Reply;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #connections = 0;

  constructor(reply: Reply, tls?: ServerOptions) {
    this.#reply = reply;
    const answer = (message: IncomingMessage, response: ServerResponse): void =>
      void this.#answer(message, response);
    this.#server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
    this.#server.on('connection', (socket: Socket) => {
      this.#connections += 1;
      this.#sockets.add(Object.assign(socket, { number: this.#connections }));
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `${'key' in this.#server ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  /** How many connections are open now. */
  get openConnections(): number {
    return this.#sockets.size;
  }

  /** How many were ever made. */
  get connections(): number {
    return this.#connections;
  }

  set keepAliveTimeout(ms: number) {
    this.#server.keepAliveTimeout = ms;
  }

  /** Replies in another way from now on, and forgets what it received. */
  reply(reply: Reply): void {
    this.#reply = reply;
    this.received.length = 0;
  }

  async #answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    message.setEncoding('utf8');
    for await (const chunk of message) body += chunk as string;
    const { method = '', url = '', socket } = message;
    const query = Object.fromEntries(new URLSearchParams(url.slice(url.indexOf('?') + 1)));
    const received = {
      action: query['Action'] ?? '',
      method,
      url,
      headers: message.headers as Record<string, string>,
      body,
      members: body.startsWith('{') ? (JSON.parse(body) as Record<string, unknown>) : query,
      connection: (socket as Socket & { number?: number }).number ?? 0,
    };
    const before = this.received.push(received) - 1;
    this.#reply(response, received, before);
  }
}
