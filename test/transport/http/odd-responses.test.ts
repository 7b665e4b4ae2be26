import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { ConfigError, ConnectionError, ResponseParseError, ServiceError } from '../../../src/errors/index.js';
import { HttpExchange } from '../../../src/transport/http/http-exchange.js';
import { errorOf } from '../../support/error-of.js';
import { RecordingClock } from '../../support/recording-clock.js';
import { FaultServer, type Reply } from '../fault-server.js';
import { handlerKinds } from '../handler-kinds.js';
import { html, inTurn, json, ok, refusal, requestId, text } from '../replies.js';
import { readTarget, sessionTo, writeTarget } from '../session.js';

describe('odd responses', () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
  });
  afterEach(() => server.stop());

  for (const [kind, http] of handlerKinds) {
    it(`that begin with a byte order mark are read over ${kind}`, async () => {
      server.reply(text(200, '\uFEFF{"ResponseMetadata":{},"Result":{"Id":"a","Big":12345678901234567890}}'));
      const volc = sessionTo(server, { http });
      expect(await volc.send(writeTarget, {})).to.deep.equal({ Id: 'a', Big: 12345678901234567890n });
      volc.close();
    });
  }

  it('that begin with a byte order mark are read from a handler of the caller’s too', async () => {
    const send = () => Promise.resolve({ status: 200, headers: {}, body: '\uFEFF{"ResponseMetadata":{}}' });
    const volc = sessionTo(server, { http: { send, close: () => undefined } });
    expect(await volc.send(writeTarget, {})).to.deep.equal({});
  });

  it('that have an error without a code are errors, and an error of number 0 is none', async () => {
    const volc = sessionTo(server);
    const answer = (Error: unknown) => {
      server.reply(json(200, { ResponseMetadata: { RequestId: requestId, Error }, Result: { Ok: true } }));
      return volc.send(writeTarget, {});
    };
    expect(await errorOf(answer({ CodeN: 100013, Message: 'denied' })))
      .to.be.instanceOf(ServiceError)
      .and.include({ code: '100013', codeN: 100013, serviceMessage: 'denied' });
    for (const error of [{ Message: 'denied' }, { Code: '', Message: 'denied' }, 'denied'])
      expect(await errorOf(answer(error))).to.include({ code: 'UndefinedError', serviceMessage: 'denied' });
    for (const error of [undefined, null, {}, '', { CodeN: 0, Code: '', Message: 'success' }])
      expect(await answer(error)).to.deep.equal({ Ok: true });
    volc.close();
  });

  it('whose code is endless are errors with a short one', async () => {
    const volc = sessionTo(server);
    server.reply(refusal(400, 'Token'.repeat(20_000)));
    expect(await errorOf(volc.send(readTarget, {})))
      .to.have.property('code')
      .with.length(256);
    volc.close();
  });

  for (const [kind, http] of handlerKinds) {
    it(`that change the protocol end the call over ${kind}`, async () => {
      server.reply((response) =>
        response.socket?.write(
          'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
        ),
      );
      const volc = sessionTo(server, { http, retry: false });
      const error = await errorOf(volc.send(readTarget, {}));
      if (kind === 'fetch') expect(error).to.be.instanceOf(ConnectionError);
      else expect(error).to.be.instanceOf(ResponseParseError).and.include({ status: 101 });
      volc.close();
    });
  }

  it('that are compressed although nobody asked are named as such', async () => {
    server.reply((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('{"ResponseMetadata":{}}'));
    });
    const volc = sessionTo(server, { retry: false });
    expect(await errorOf(volc.send(readTarget, {})))
      .to.have.property('message')
      .that.contains('is encoded as gzip');
    volc.close();
  });

  it('with any status that says "later" are retried for reads, and those that say "never" are not', async () => {
    const clock = new RecordingClock();
    const volc = sessionTo(server, { clock });
    const timesSent = async (reply: Reply): Promise<number> => {
      server.reply(inTurn(reply, ok()));
      await volc.send(readTarget, {}).catch(() => undefined);
      return server.received.length;
    };
    for (const status of [408, 500, 502, 503, 504, 507, 520, 524, 599]) {
      expect(await timesSent(html(status)), String(status)).to.equal(2);
      expect(await timesSent(refusal(status, 'Odd')), String(status)).to.equal(2);
    }
    for (const status of [400, 404, 413, 501, 505]) expect(await timesSent(html(status))).to.equal(1);
    volc.close();
  });
});

describe('the message of a connection that failed', () => {
  it('keeps all its letters where the URL has no query, and loses the query where it has one', () => {
    const messageFor = (url: string): string => {
      let message = '';
      const exchange = new HttpExchange({ method: 'POST', url, headers: {} }, (error) => {
        ({ message } = error);
      });
      exchange.break(new Error(`getaddrinfo ENOTFOUND for ${url}`));
      return message;
    };
    expect(messageFor('http://signin.test/token')).to.equal(
      'No connection to signin.test: getaddrinfo ENOTFOUND for http://signin.test/token',
    );
    expect(messageFor('http://signin.test/?Password=a')).to.equal(
      'No connection to signin.test: getaddrinfo ENOTFOUND for http://signin.test/',
    );
  });
});

describe('headers', () => {
  it('are ASCII, since other characters would be signed in one encoding and sent in another', async () => {
    const server = await new FaultServer(ok()).start();
    const volc = sessionTo(server);
    for (const value of ['é', '\x80', 'a\r\nb', 'a\0'])
      expect(await errorOf(volc.send(readTarget, {}, { headers: { 'x-name': value } }))).to.be.instanceOf(
        ConfigError,
      );
    const remove = volc.use({ onAttempt: ({ headers }) => void (headers['x-name'] = 'a\r\nx-evil: b') });
    expect(await errorOf(volc.send(readTarget, {}))).to.be.instanceOf(ConfigError);
    remove();
    expect(server.received).to.have.length(0);
    volc.close();
    await server.stop();
  });
});
