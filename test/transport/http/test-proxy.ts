import { createServer, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { LocalServer } from '../../support/local-server.js';

/** A proxy on 127.0.0.1: passes plain requests on, and makes tunnels. */
export class TestProxy extends LocalServer {
  /** What was asked of it: `GET http://…` or `CONNECT host:port`. */
  readonly asked: string[] = [];
  readonly authorizations: (string | undefined)[] = [];
  /** Refuses with this status. */
  refusesWith: number | undefined;
  /** Never answers a CONNECT. */
  isMute = false;

  constructor() {
    super(createServer());
    this.server.on('request', (message, response) => {
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
    this.server.on('connect', (message, socket: Socket) => {
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
      this.keep(onward);
    });
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }
}
