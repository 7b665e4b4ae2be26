import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server read it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the caller has gone away. */
  readonly gone: () => boolean;
}

/** A status and a body (JSON unless a string), or nothing: the connection hangs until it is closed. */
export type Answer = readonly [status: number, body: unknown] | 'hang' | 'break';

const running: PlayServer[] = [];

/** A server on 127.0.0.1 that plays STS, the metadata service or a login service. */
export class PlayServer {
  readonly asked: Asked[] = [];
  answer: (asked: Asked, before: number) => Answer | Promise<Answer>;
  readonly #server: Server;

  constructor(answer: PlayServer['answer']) {
    this.answer = answer;
    this.#server = createServer((message, response) => void this.#reply(message, response));
  }

  static async start(answer: PlayServer['answer']): Promise<PlayServer> {
    const server = new PlayServer(answer);
    running.push(server);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #reply(message: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    message.setEncoding('utf8');
    for await (const chunk of message) body += chunk as string;
    const { pathname, searchParams } = new URL(message.url ?? '/', 'http://x');
    const asked = {
      method: message.method ?? '',
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: message.headers as Record<string, string>,
      body,
      gone: () => message.socket.destroyed,
    };
    const answer = await this.answer(asked, this.asked.push(asked) - 1);
    if (answer === 'hang') return;
    if (answer === 'break') {
      message.socket.destroy();
      return;
    }
    const [status, content] = answer;
    response.writeHead(status);
    response.end(typeof content === 'string' ? content : JSON.stringify(content));
  }
}

afterEach(() => {
  for (const server of running.splice(0)) server.stop();
});
