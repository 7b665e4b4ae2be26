import { expect } from 'chai';
import { ConfigError, ConnectionError, ResponseParseError } from '../../../src/errors/index.js';
import { FaultServer, type Reply } from '../fault-server.js';
import { handlerKinds } from '../handler-kinds.js';
import { json, ok, reset, text } from '../replies.js';
import { errorOf } from '../../support/error-of.js';
import { readTarget, sessionTo, tokenTarget, writeTarget } from '../session.js';
import { testTls } from './test-tls.js';
import { until } from '../../support/until.js';

const ownHandlers = handlerKinds.filter(([kind]) => kind !== 'fetch');

/** Breaks a connection that carried a request before, and answers on a new one. */
function breakingKept(): Reply {
  const used = new Set<number>();
  return (response, received, before) => {
    const isKept = used.has(received.connection);
    used.add(received.connection);
    (isKept ? reset : ok())(response, received, before);
  };
}

for (const [kind, http] of ownHandlers) {
  describe(`connections over ${kind}`, () => {
    let server: FaultServer;
    beforeEach(async () => {
      server = await new FaultServer(ok()).start();
    });
    afterEach(() => server.stop());

    it('are kept between calls', async () => {
      const volc = sessionTo(server, { http });
      for (let call = 0; call < 10; call++) await volc.send(readTarget, {});
      expect(server.connections).to.equal(1);
      volc.close();
    });

    it('are each session’s own', async () => {
      const [first, second] = [sessionTo(server, { http }), sessionTo(server, { http })];
      await first.send(readTarget, {});
      await second.send(readTarget, {});
      expect(server.connections).to.equal(2);
      first.close();
      await until(() => server.openConnections === 1);
      await second.send(readTarget, {});
      expect(server.connections).to.equal(2);
      second.close();
    });

    it('are never more than maxSockets', async () => {
      const volc = sessionTo(server, { http, maxSockets: 3 });
      await Promise.all(Array.from({ length: 20 }, () => volc.send(readTarget, {})));
      expect(server.received).to.have.length(20);
      expect(server.connections).to.equal(3);
      volc.close();
    });

    it('that broke while they were kept are replaced at once, once, without counting as a retry', async () => {
      const volc = sessionTo(server, { http, retry: false });
      for (const target of [readTarget, tokenTarget]) {
        server.reply(breakingKept());
        await volc.send(target, {});
        const { $metadata } = await volc.send(target, {});
        expect($metadata).to.include({ attempts: 2, totalDelayMs: 0 });
        expect(server.received).to.have.length(3);
      }
      server.reply(ok());
      await volc.send(readTarget, {});
      server.reply(reset);
      expect(await errorOf(volc.send(readTarget, {})))
        .to.be.instanceOf(ConnectionError)
        .and.include({ attempts: 2 });
      volc.close();
    });

    it('that broke under a write without a token are not: the service may have read it', async () => {
      server.reply(breakingKept());
      const volc = sessionTo(server, { http });
      await volc.send(writeTarget, {});
      const error = await errorOf(volc.send(writeTarget, {}));
      expect(error)
        .to.be.instanceOf(ConnectionError)
        .and.include({ attempts: 1, notSent: false, wasStale: true });
      expect(server.received).to.have.length(2);
      volc.close();
    });

    it('are closed a second before the server would', async () => {
      server.keepAliveTimeout = 1_000;
      const soon = sessionTo(server, { http });
      for (let call = 0; call < 3; call++) await soon.send(readTarget, {});
      expect(server.connections).to.equal(3);
      server.keepAliveTimeout = 2_000;
      for (let call = 0; call < 3; call++) await soon.send(readTarget, {});
      expect(server.connections).to.equal(4);
      soon.close();
    });

    it('are closed by the session when a server that would keep them longer announces less', async () => {
      server.keepAliveTimeout = 60_000;
      const headers = { connection: 'keep-alive', 'keep-alive': 'timeout=2' };
      server.reply(json(200, { ResponseMetadata: { RequestId: 'r' }, Result: {} }, headers));
      const volc = sessionTo(server, { http, keepAliveMs: 60_000 });
      await volc.send(readTarget, {});
      expect(server.openConnections).to.equal(1);
      await until(() => server.openConnections === 0);
      volc.close();
    });

    it('are closed after keepAliveMs', async () => {
      const volc = sessionTo(server, { http, keepAliveMs: 30 });
      await volc.send(readTarget, {});
      expect(server.openConnections).to.equal(1);
      await until(() => server.openConnections === 0);
      volc.close();
    });

    it('are closed with the session: idle ones at once, used ones when they are done', async () => {
      let finish = (): void => undefined;
      server.keepAliveTimeout = 60_000;
      const volc = sessionTo(server, { http, keepAliveMs: 60_000 });
      await Promise.all([volc.send(readTarget, {}), volc.send(readTarget, {})]);
      server.reply((response, received, before) => {
        finish = () => ok()(response, received, before);
      });
      const underWay = volc.send(readTarget, {});
      await until(() => server.received.length === 1);
      volc.close();
      await until(() => server.openConnections === 1);
      finish();
      expect(await underWay).to.deep.equal({ Ok: true });
      await until(() => server.openConnections === 0);
      const refused = await errorOf(volc.send(readTarget, {}));
      expect(refused).to.be.instanceOf(ConfigError).with.property('message').that.contains('closed');
    });

    it('do not follow redirects, which would carry the signature away', async () => {
      const thief = await new FaultServer(ok()).start();
      for (const status of [301, 302, 307, 308]) {
        server.reply(text(status, '', { location: `${thief.origin}/` }));
        const volc = sessionTo(server, { http, retry: { backoff: 'none' } });
        const error = await errorOf(volc.send(readTarget, {}));
        expect(error).to.be.instanceOf(ResponseParseError).and.include({ status, attempts: 4 });
        expect(error.message).to.contain('redirect');
        volc.close();
      }
      expect(thief.received).to.have.length(0);
      await thief.stop();
    });

    it('are used over TLS only with a trusted certificate', async () => {
      const secure = await new FaultServer(ok(), testTls).start();
      const distrusting = sessionTo(secure, { http, retry: false });
      const error = await errorOf(distrusting.send(writeTarget, {}));
      expect(error).to.be.instanceOf(ConnectionError).and.include({ notSent: true });
      expect(error.cause).to.be.instanceOf(Error).with.property('code', 'DEPTH_ZERO_SELF_SIGNED_CERT');
      for (const tls of [{ ca: testTls.cert }, { rejectUnauthorized: false }]) {
        const volc = sessionTo(secure, { http, tls });
        for (let call = 0; call < 3; call++) await volc.send(readTarget, {});
        volc.close();
      }
      expect(secure.received).to.have.length(6);
      distrusting.close();
      await secure.stop();
    });

    it('show a certificate of their own where the server asks for it', async () => {
      const strict = await new FaultServer(ok(), { ...testTls, ca: testTls.cert, requestCert: true }).start();
      const tls = { ca: testTls.cert };
      const without = sessionTo(strict, { http, tls, retry: false });
      expect(await errorOf(without.send(readTarget, {}))).to.be.instanceOf(ConnectionError);
      const volc = sessionTo(strict, { http, tls: { ...tls, ...testTls } });
      expect(await volc.send(readTarget, {})).to.deep.equal({ Ok: true });
      without.close();
      volc.close();
      await strict.stop();
    });
  });
}
