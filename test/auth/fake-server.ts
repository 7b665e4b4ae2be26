import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { LocalServer } from '../support/local-server.js';

/** A request as the server read it. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether the caller has gone away. */
  readonly gone: () => boolean;
}

/** A status and a body (JSON unless a string), or nothing: the connection hangs until it is closed. */
export type FakeResponse = readonly [status: number, body: unknown] | 'hang' | 'break';

const running: FakeServer[] = [];

/** A server on 127.0.0.1 in the place of the STS, the metadata service or a login service. */
export class FakeServer extends LocalServer {
  readonly requests: FakeRequest[] = [];
  respond: (request: FakeRequest, before: number) => FakeResponse | Promise<FakeResponse>;

  private constructor(respond: FakeServer['respond']) {
    super(createServer((message, response) => void this.#reply(message, response)));
    this.respond = respond;
  }

  static async start(respond: FakeServer['respond']): Promise<FakeServer> {
    const server = await new FakeServer(respond).start();
    running.push(server);
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async #reply(message: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    message.setEncoding('utf8');
    for await (const chunk of message) body += chunk as string;
    const { pathname, searchParams } = new URL(message.url ?? '/', 'http://x');
    const request = {
      method: message.method ?? '',
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: message.headers as Record<string, string>,
      body,
      gone: () => message.socket.destroyed,
    };
    const answer = await this.respond(request, this.requests.push(request) - 1);
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

afterEach(() => Promise.all(running.splice(0).map((server) => server.stop())));
