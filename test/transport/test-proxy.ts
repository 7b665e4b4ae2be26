import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A proxy on 127.0.0.1: passes plain requests on, and makes tunnels. */
export class TestProxy {
  /** What was asked of it: `GET http://…` or `CONNECT host:port`. */
  readonly asked: string[] = [];
  readonly authorizations: (string | undefined)[] = [];
  /** Refuses with this status. */
  refusesWith: number | undefined;
  /** Never answers a CONNECT. */
  isMute = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor() {
    this.#server = createServer((message, response) => {
      this.asked.push(`${message.method} ${message.url}`);
      this.authorizations.push(message.headers['proxy-authorization']);
      if (this.refusesWith !== undefined) {
        response.writeHead(this.refusesWith).end('no');
        return;
      }
      const onward = request(
        message.url ?? '',
        { method: message.method ?? 'GET', headers: message.headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        },
      );
      onward.on('error', () => response.destroy());
      message.pipe(onward);
    });
    this.#server.on('connect', (message, socket: Socket) => {
      this.asked.push(`CONNECT ${message.url}`);
      this.authorizations.push(message.headers['proxy-authorization']);
      if (this.isMute) {
        socket.resume().on('end', () => socket.end());
        return;
      }
      if (this.refusesWith !== undefined) {
        socket.end(`HTTP/1.1 ${this.refusesWith} No\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      const [host = '', port] = (message.url ?? '').split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      this.#keep(onward);
    });
    this.#server.on('connection', (socket: Socket) => this.#keep(socket));
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

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get openConnections(): number {
    return this.#sockets.size;
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket)).on('error', () => socket.destroy());
  }
}
