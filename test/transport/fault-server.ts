import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import { LocalServer } from '../support/local-server.js';

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
export class FaultServer extends LocalServer {
  readonly received: Received[] = [];
  readonly #isTls: boolean;
  #reply: Reply;
  #connections = 0;

  constructor(reply: Reply, tls?: ServerOptions) {
    super(tls === undefined ? createServer() : createTlsServer(tls));
    this.#isTls = tls !== undefined;
    this.#reply = reply;
    this.server.on('request', (message, response) => void this.#answer(message, response));
    this.server.on('connection', (socket: Socket) => {
      this.#connections += 1;
      Object.assign(socket, { number: this.#connections });
    });
  }

  get origin(): string {
    return `${this.#isTls ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  /** How many connections were ever made. */
  get connections(): number {
    return this.#connections;
  }

  set keepAliveTimeout(ms: number) {
    this.server.keepAliveTimeout = ms;
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
