import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import {
  AbortedError,
  ConfigError,
  ConnectionError,
  NotFoundError,
  ServiceError,
  ThrottlingError,
  TimeoutError,
} from '../../../src/errors/index.js';
import type { CallTarget } from '../../../src/types/call.js';
import type { HttpHandler } from '../../../src/types/http.js';
import { errorOf } from '../../support/error-of.js';
import { until } from '../../support/until.js';
import { FaultServer, type Reply } from '../fault-server.js';
import { handlerKinds } from '../handler-kinds.js';
import { inTurn, json, text } from '../replies.js';
import { sessionTo } from '../session.js';

const target: CallTarget = {
  service: 'made',
  version: '',
  action: 'things.create',
  method: 'POST',
  protocol: 'json',
  path: '/v3/things',
  isRead: false,
  isRepeatable: true,
  requestIdHeader: 'x-client-request-id',
};
const apiKey = 'key-1';
const once = { maxAttempts: 1 } as const;

/** Events that follow each other when the client has read the one before, then what `end` does. */
function events(count: number, end: Reply): Reply {
  return (response, received, before) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-client-request-id': 'echo-1' });
    for (let at = 0; at < count; at++) response.write(`data: {"at":${at}}\n\n`);
    end(response, received, before);
  };
}

const done: Reply = (response) => response.end('data: [DONE]\n\n');
const cut: Reply = (response) => void setTimeout(() => response.socket?.destroy(), 20);

describe('streams', () => {
  let server: FaultServer;
  const folder = mkdtempSync(join(tmpdir(), 'volcengine-'));

  beforeEach(async () => {
    server = await new FaultServer(json(200, {})).start();
  });
  afterEach(() => server.stop());
  after(() => rmSync(folder, { recursive: true }));

  for (const [kind, http] of handlerKinds)
    describe(`over ${kind}`, () => {
      it('hands over events as they come, and keeps the connection when they end', async () => {
        server.reply(events(3, done));
        const volc = sessionTo(server, { http });
        const stream = await volc.stream(target, { a: 1 }, { apiKey });
        const data = [];
        for await (const event of stream) data.push(event.data);
        expect(data).to.deep.equal(['{"at":0}', '{"at":1}', '{"at":2}', '[DONE]']);
        expect(stream.$metadata).to.include({ requestId: 'echo-1', action: 'things.create', attempts: 1 });
        expect(server.received[0]).to.deep.include({ method: 'POST', url: '/v3/things', body: '{"a":1}' });
        expect(server.received[0]?.headers).to.include({ authorization: 'Bearer key-1' });
        await volc.stream(target, {}, { apiKey }).then((next) => next.return());
        volc.close();
      });

      it('closes the connection when the reader leaves early', async () => {
        server.reply(events(2, () => undefined));
        const volc = sessionTo(server, { http });
        for await (const event of await volc.stream(target, {}, { apiKey })) {
          expect(event.data).to.equal('{"at":0}');
          break;
        }
        if (kind !== 'fetch') await until(() => server.openConnections === 0);
        volc.close();
      });

      it('frees the socket at once when it is aborted', async () => {
        server.reply(events(1, () => undefined));
        const volc = sessionTo(server, { http });
        const controller = new AbortController();
        const stream = await volc.stream(target, {}, { apiKey, signal: controller.signal });
        await stream.next();
        const waiting = errorOf(stream.next());
        controller.abort(new Error('enough'));
        const error = await waiting;
        expect(error).to.be.instanceOf(AbortedError).with.property('requestId', 'echo-1');
        expect((error.cause as Error).message).to.equal('enough');
        if (kind !== 'fetch') await until(() => server.openConnections === 0);
        volc.close();
      });

      it('says that a stream broke in the middle, with the request, and does not retry it', async () => {
        server.reply(events(1, cut));
        const volc = sessionTo(server, { http });
        const stream = await volc.stream(target, {}, { apiKey });
        await stream.next();
        const error = await errorOf(stream.next());
        expect(error).to.be.instanceOf(ConnectionError).with.property('requestId', 'echo-1');
        expect(error.message).to.match(/^things.create failed: .* broke in the middle of the response/);
        expect(server.received).to.have.length(1);
        volc.close();
      });

      it('says that a stream is silent, and closes its connection', async () => {
        server.reply(events(1, () => undefined));
        const volc = sessionTo(server, { http });
        const stream = await volc.stream(target, {}, { apiKey, timeouts: { responseMs: 60 } });
        await stream.next();
        const error = await errorOf(stream.next());
        expect(error).to.be.instanceOf(TimeoutError).with.property('phase', 'idle');
        expect(error.message).to.equal('things.create failed: The stream was silent: no data within 60 ms');
        if (kind !== 'fetch') await until(() => server.openConnections === 0);
        volc.close();
      });

      it('does not take a slow reader for a silent stream', async () => {
        server.reply(events(1, (response) => void setTimeout(() => response.end('data: last\n\n'), 10)));
        const volc = sessionTo(server, { http });
        const stream = await volc.stream(target, {}, { apiKey, timeouts: { responseMs: 100 } });
        await stream.next();
        await new Promise((resolve) => setTimeout(resolve, 250));
        expect((await stream.next()).value?.data).to.equal('last');
        volc.close();
      });

      it('retries the start of a stream, with another request id', async () => {
        server.reply(inTurn(json(503, {}), events(1, done)));
        const volc = sessionTo(server, { http, retry: { maxAttempts: 2, backoff: 'none' } });
        const stream = await volc.stream(target, {}, { apiKey });
        expect(stream.$metadata.attempts).to.equal(2);
        const ids = server.received.map(({ headers }) => headers['x-client-request-id']);
        expect(new Set(ids).size).to.equal(2);
        expect(ids[0]).to.match(/^\d{14}\w{20}$/);
        await stream.return();
        volc.close();
      });

      it('reports a refusal instead of the stream, and one with status 200', async () => {
        const refused = {
          error: { code: 'Model.NotFound', message: 'none', type: 'NotFound', param: 'model' },
        };
        server.reply(inTurn(json(404, refused), json(200, refused)));
        const volc = sessionTo(server, { http, retry: once });
        const error = await errorOf(volc.stream(target, {}, { apiKey }));
        expect(error).to.be.instanceOf(NotFoundError);
        expect(error).to.include({ code: 'Model.NotFound', type: 'NotFound', param: 'model' });
        const stream = await volc.stream(target, {}, { apiKey });
        expect(await errorOf(stream.next()))
          .to.be.instanceOf(ServiceError)
          .with.property('code', 'Model.NotFound');
        volc.close();
      });

      it('downloads to a file that is there only when it is whole', async () => {
        const content = 'x'.repeat(300_000);
        server.reply(inTurn(text(200, content), events(1, cut)));
        const volc = sessionTo(server, { http });
        const get = { ...target, method: 'GET', protocol: 'query' } as const;
        const path = join(folder, `${kind.replace(':', '-')}.txt`);
        const download = await volc.download(get, { part: [1, 2] }, { apiKey });
        expect(download.length).to.equal(300_000);
        await download.toFile(path);
        expect(readFileSync(path, 'utf8')).to.equal(content);
        expect(server.received[0]?.url).to.equal('/v3/things?part=1&part=2');
        const broken = await volc.download(get, {}, { apiKey });
        expect(await errorOf(broken.toFile(`${path}.2`))).to.be.instanceOf(ConnectionError);
        expect(readdirSync(folder).filter((name) => name.includes('.2'))).to.deep.equal([]);
        volc.close();
      });

      it('uploads a path, a Blob, bytes and a stream, after the other members', async () => {
        const file = join(folder, 'pic one.png');
        writeFileSync(file, 'PNG');
        const volc = sessionTo(server, { http });
        const upload = { ...target, protocol: 'multipart' } as const;
        const sent = async (content: unknown): Promise<string> => {
          server.reply(json(200, {}));
          await volc.send(
            upload,
            { file: content, purpose: 'user_data', nested: { list: [1, 2] } },
            { apiKey },
          );
          const [received] = server.received;
          const { body = '', headers = {} } = received ?? {};
          const boundary = /boundary=(.*)$/.exec(headers['content-type'] ?? '')?.[1] as string;
          const parts = body.split(`--${boundary}`);
          expect(parts.at(-1)).to.equal('--\r\n');
          expect(parts[1]).to.equal(
            '\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nuser_data\r\n',
          );
          expect(parts[2]).to.contain('name="nested[list][]"');
          return `${headers['content-length'] === undefined ? 'chunked' : 'sized'} ${parts.at(-2)?.trim().replaceAll('\r\n', '|')}`;
        };
        const disposition = 'Content-Disposition: form-data; name="file"; filename=';
        expect(await sent({ path: file })).to.equal(
          `sized ${disposition}"pic one.png"|Content-Type: image/png||PNG`,
        );
        expect(await sent(new Blob(['B'], { type: 'text/plain' }))).to.equal(
          `sized ${disposition}"upload"|Content-Type: text/plain||B`,
        );
        expect(await sent(Buffer.from('abc'))).to.equal(
          `sized ${disposition}"upload"|Content-Type: application/octet-stream||abc`,
        );
        expect(await sent(Readable.from([Buffer.from('s1'), Buffer.from('s2')]))).to.equal(
          `chunked ${disposition}"upload"|Content-Type: application/octet-stream||s1s2`,
        );
        expect(await sent({ content: Readable.from([Buffer.from('s')]), name: 'a".txt', size: 1 })).to.equal(
          `sized ${disposition}"a%22.txt"|Content-Type: text/plain||s`,
        );
        volc.close();
      });

      it('sends a path again when an attempt fails, and a stream only once', async () => {
        const file = join(folder, 'again.txt');
        writeFileSync(file, 'abc');
        const volc = sessionTo(server, { http, retry: { maxAttempts: 3, backoff: 'none' } });
        const upload = { ...target, protocol: 'multipart' } as const;
        server.reply(inTurn(json(503, {}), json(200, { id: 'f' })));
        expect(await volc.send(upload, { file: { path: file } }, { apiKey })).to.include({ id: 'f' });
        expect(server.received).to.have.length(2);
        expect(server.received[1]?.body).to.contain('\r\n\r\nabc\r\n');
        server.reply(json(503, {}));
        await errorOf(volc.send(upload, { file: Readable.from([Buffer.from('abc')]) }, { apiKey }));
        expect(server.received).to.have.length(1);
        volc.close();
      });

      it('ends an upload whose source fails, with the error of the source', async () => {
        const volc = sessionTo(server, { http });
        const upload = { ...target, protocol: 'multipart' } as const;
        const failing = async function* (): AsyncGenerator<Uint8Array> {
          yield Buffer.from('a');
          await Promise.resolve();
          throw new Error('the disk failed');
        };
        const error = await errorOf(volc.send(upload, { file: failing() }, { apiKey }));
        expect(error.message).to.equal('the disk failed');
        const short = { content: Readable.from([Buffer.from('abc')]), size: 5 };
        const other = await errorOf(volc.send(upload, { file: short }, { apiKey }));
        expect(other).to.be.instanceOf(ConfigError);
        expect(other.message).to.contain('was to have');
        volc.close();
      });
    });

  it('never hold an uploaded file in memory', async () => {
    const parts = 2_000;
    let mostHeap = 0;
    const big = async function* (): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < parts; at++) {
        yield Buffer.alloc(65_536, 'x');
        if (at % 100 === 0) mostHeap = Math.max(mostHeap, process.memoryUsage().arrayBuffers);
        await Promise.resolve();
      }
    };
    let received = 0;
    const sink = await new FaultServer(() => undefined).start();
    // The server must not keep it either.
    (sink as unknown as { server: Server }).server
      .removeAllListeners('request')
      .on('request', (message: IncomingMessage, response: ServerResponse) => {
        message.on('data', (part: Buffer) => (received += part.length));
        message.on('end', () => response.end('{}'));
      });
    const before = process.memoryUsage().arrayBuffers;
    const volc = sessionTo(sink);
    await volc.send({ ...target, protocol: 'multipart' }, { file: big() }, { apiKey });
    expect(received).to.be.greaterThan(parts * 65_536);
    expect(mostHeap - before).to.be.lessThan(64 * 2 ** 20);
    volc.close();
    await sink.stop();
  });

  it('are refused by a handler that cannot stream', async () => {
    const http: HttpHandler = {
      send: () => Promise.resolve({ status: 200, headers: {}, body: '{}' }),
      close: () => undefined,
    };
    const volc = sessionTo(server, { http });
    const error = await errorOf(volc.stream(target, {}, { apiKey }));
    expect(error).to.be.instanceOf(ConfigError);
    expect(error.message).to.contain('"open"');
  });
});

describe('calls of an API with paths', () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await new FaultServer(json(200, { id: 1 })).start();
  });
  afterEach(() => server.stop());

  it('take any method, by volc.call', async () => {
    const volc = sessionTo(server);
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      server.reply(json(200, { id: 1 }));
      const address = { service: 'made', action: 'change', method, path: '/a/b%20c' };
      const result = await volc.call(address, { Name: 'n' }, { query: { further: [1, 2] } });
      expect(result).to.include({ id: 1 });
      const [received] = server.received;
      const inQuery = method === 'GET' || method === 'DELETE';
      expect(received).to.include({
        method,
        url: `/a/b%20c?${inQuery ? 'Name=n&' : ''}further=1&further=2`,
        body: inQuery ? '' : '{"Name":"n"}',
      });
      expect(received?.headers['authorization']).to.match(/^HMAC-SHA256 Credential=AKLTtest/);
    }
    volc.close();
  });

  it('send the length of a body with every method', async () => {
    for (const [, http] of handlerKinds) {
      server.reply(json(200, {}));
      const volc = sessionTo(server, { http });
      await volc.send({ ...target, method: 'DELETE' }, { a: '你' }, { apiKey });
      expect(server.received.map(({ method, body }) => [method, body])).to.deep.equal([
        ['DELETE', '{"a":"你"}'],
      ]);
      volc.close();
    }
  });

  it('take PUT for an action too', async () => {
    server.reply(json(200, { ResponseMetadata: { RequestId: '1' }, Result: { Ok: 1 } }));
    const volc = sessionTo(server);
    const address = { service: 'made', version: '2020-01-01', action: 'PutThing', method: 'PUT' } as const;
    expect(await volc.call(address, { A: 1 })).to.include({ Ok: 1 });
    expect(server.received[0]).to.include({ method: 'PUT', url: '/?Action=PutThing&Version=2020-01-01' });
    volc.close();
  });

  it('sign the bytes of an upload that can be read twice, and refuse one that cannot', async () => {
    const volc = sessionTo(server);
    const upload = { ...target, protocol: 'multipart' } as const;
    await volc.send(upload, { file: Buffer.from('abc') });
    const [received] = server.received;
    const hash = createHash('sha256')
      .update(received?.body ?? '')
      .digest('hex');
    expect(received?.headers['x-content-sha256']).to.equal(hash);
    const error = await errorOf(volc.send(upload, { file: Readable.from([Buffer.from('a')]) }));
    expect(error).to.be.instanceOf(ConfigError);
    volc.close();
  });

  it('send a key that is renewed once when the service refuses it', async () => {
    server.reply(inTurn(json(401, { error: { code: 'AuthenticationError', message: 'no' } }), json(200, {})));
    const volc = sessionTo(server);
    let count = 0;
    const source = {
      resolve: () => Promise.resolve(`key-${count}`),
      invalidate: () => void (count += 1),
    };
    await volc.send(target, {}, { apiKey: source });
    expect(server.received.map(({ headers }) => headers['authorization'])).to.deep.equal([
      'Bearer key-0',
      'Bearer key-1',
    ]);
    const bad = await errorOf(volc.send(target, {}, { apiKey: 'a\nsecret' }));
    expect(bad).to.be.instanceOf(ConfigError);
    expect(bad.message).to.not.contain('secret');
    volc.close();
  });

  it('keep what people wrote out of errors, when the target says so', async () => {
    const volc = sessionTo(server, { retry: once });
    const words = 'How do I explain the incident of last Tuesday to my daughter?';
    const message = `The text "${words.slice(10, 50)}" was refused by key-1`;
    server.reply(json(429, { error: { code: 'TooMany', message } }));
    const error = await errorOf(
      volc.send({ ...target, isPrivate: true }, { messages: [{ role: 'user', content: words }] }, { apiKey }),
    );
    expect(error).to.be.instanceOf(ThrottlingError);
    expect(error.message).to.contain('The text "[redacted]" was refused by [redacted]');
    volc.close();
  });
});
