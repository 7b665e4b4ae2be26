import { expect } from 'chai';
import type { CredentialContext } from '../../../src/types/credentials.js';
import { Volcengine } from '../../../src/client/volcengine.js';
import {
  AbortedError,
  ConfigError,
  ConnectionError,
  ResponseParseError,
  TimeoutError,
} from '../../../src/errors/index.js';
import { FaultServer } from '../fault-server.js';
import { handlerKinds } from '../handler-kinds.js';
import { ok } from '../replies.js';
import { errorOf } from '../../support/error-of.js';
import { keys, readTarget, sessionTo, writeTarget } from '../session.js';
import { TestProxy } from './test-proxy.js';
import { testTls } from './test-tls.js';
import { until } from '../../support/until.js';

const variables = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

for (const [kind, http] of handlerKinds.filter(([kind]) => kind !== 'fetch')) {
  describe(`proxies over ${kind}`, () => {
    let server: FaultServer;
    let secure: FaultServer;
    let proxy: TestProxy;
    const saved = new Map<string, string | undefined>();
    before(async () => {
      server = await new FaultServer(ok()).start();
      secure = await new FaultServer(ok(), testTls).start();
    });
    after(() => Promise.all([server.stop(), secure.stop()]));
    beforeEach(async () => {
      proxy = await new TestProxy().start();
      server.reply(ok());
      secure.reply(ok());
      for (const name of variables) {
        saved.set(name, process.env[name]);
        delete process.env[name];
      }
    });
    afterEach(async () => {
      for (const [name, value] of saved) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await proxy.stop();
    });

    const tls = { ca: testTls.cert };
    const proxied = (to: FaultServer, options = {}) =>
      sessionTo(to, { http, tls, proxy: `http://user:p%40ss@${proxy.host}`, ...options });
    const basic = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;

    it('carry plain requests, with their credentials and the signature intact', async () => {
      const volc = proxied(server);
      for (let call = 0; call < 3; call++)
        expect(
          await volc.send({ ...readTarget, method: 'GET', protocol: 'query' }, { Name: 'a b&c' }),
        ).to.deep.equal({ Ok: true });
      expect(proxy.asked[0]).to.equal(
        `GET ${server.origin}/?Action=DescribeThings&Name=a%20b%26c&Version=2020-04-01`,
      );
      expect(proxy.authorizations).to.deep.equal([basic, basic, basic]);
      expect(server.received[0]?.headers['host']).to.equal(new URL(server.origin).host);
      expect(server.received[0]?.headers['authorization']).to.match(/^HMAC-SHA256 /);
      volc.close();
    });

    it('carry requests with a body', async () => {
      const volc = proxied(server);
      await volc.send(writeTarget, { Name: 'ü' });
      expect(JSON.parse(server.received[0]?.body ?? '')).to.deep.equal({ Name: 'ü' });
      volc.close();
    });

    it('make a tunnel for https, once for many calls, which they can’t look into', async () => {
      const volc = proxied(secure);
      for (let call = 0; call < 3; call++) await volc.send(readTarget, {});
      expect(proxy.asked).to.deep.equal([`CONNECT 127.0.0.1:${secure.port}`]);
      expect(proxy.authorizations).to.deep.equal([basic]);
      expect(secure.received).to.have.length(3);
      expect(secure.received[0]?.headers).to.not.have.property('proxy-authorization');
      volc.close();
    });

    it('that refuse differ from services that refuse', async () => {
      proxy.refusesWith = 407;
      const tunnel = proxied(secure, { retry: false });
      const error = await errorOf(tunnel.send(writeTarget, {}));
      expect(error).to.be.instanceOf(ConnectionError).and.include({ notSent: true });
      expect(error.message).to.contain('proxy').and.contain('407').and.not.contain('ss@');
      const plain = proxied(server, { retry: false });
      expect(await errorOf(plain.send(readTarget, {})))
        .to.be.instanceOf(ResponseParseError)
        .and.include({ status: 407 });
      expect([...secure.received, ...server.received]).to.have.length(0);
      tunnel.close();
      plain.close();
    });

    it('that do not respond end in a connect time-out or an abort, and leave no socket', async () => {
      proxy.isMute = true;
      const volc = proxied(secure, { retry: false, timeouts: { connectMs: 60 } });
      expect(await errorOf(volc.send(readTarget, {})))
        .to.be.instanceOf(TimeoutError)
        .and.include({ phase: 'connect' });
      await until(() => proxy.openConnections === 0);
      const controller = new AbortController();
      const call = errorOf(
        volc.send(readTarget, {}, { signal: controller.signal, timeouts: { connectMs: 0 } }),
      );
      await until(() => proxy.asked.length === 2);
      controller.abort();
      expect(await call).to.be.instanceOf(AbortedError);
      await until(() => proxy.openConnections === 0);
      volc.close();
    });

    it('are closed with the session', async () => {
      for (const to of [server, secure]) {
        const volc = proxied(to);
        await volc.send(readTarget, {});
        volc.close();
        await until(() => proxy.openConnections === 0);
      }
    });

    for (const spell of [(name: string) => name, (name: string) => name.toLowerCase()]) {
      it(`come from ${spell('HTTP_PROXY')}, ${spell('HTTPS_PROXY')} and ${spell('NO_PROXY')}`, async () => {
        process.env[spell('HTTP_PROXY')] = `http://user:p%40ss@${proxy.host}`;
        process.env[spell('HTTPS_PROXY')] = `http://${proxy.host}`;
        const first = sessionTo(server, { http, proxy: undefined });
        await first.send(readTarget, {});
        expect(proxy.authorizations).to.deep.equal([basic]);
        const second = sessionTo(secure, { http, tls, proxy: undefined });
        await second.send(readTarget, {});
        expect(proxy.asked[1]).to.equal(`CONNECT 127.0.0.1:${secure.port}`);
        process.env[spell('NO_PROXY')] = 'other.example,127.0.0.1';
        const third = sessionTo(server, { http, proxy: undefined });
        await third.send(readTarget, {});
        expect(proxy.asked).to.have.length(2);
        for (const volc of [first, second, third]) volc.close();
      });
    }

    it('are not used with `proxy: false`, whatever the environment says', async () => {
      process.env['HTTP_PROXY'] = `http://${proxy.host}`;
      const volc = sessionTo(server, { http, proxy: false });
      await volc.send(readTarget, {});
      expect(proxy.asked).to.have.length(0);
      volc.close();
    });

    it('are passed by by a request that must go directly, as one to a metadata service', async () => {
      const volc = proxied(server, {
        credentials: async ({ http }: CredentialContext) => {
          await http.send({ method: 'PUT', url: `${server.origin}/token`, headers: {}, direct: true });
          return keys;
        },
      });
      await volc.send(readTarget, {});
      expect(server.received.map(({ url }) => url))
        .to.have.length(2)
        .and.include('/token');
      expect(proxy.asked).to.have.length(1);
      volc.close();
    });

    it('are each session’s own', async () => {
      const [direct, by] = [sessionTo(server, { http }), proxied(server)];
      await Promise.all([direct.send(readTarget, {}), by.send(readTarget, {})]);
      expect(proxy.asked).to.have.length(1);
      direct.close();
      by.close();
    });
  });
}

describe('the option proxy', () => {
  it('refuses what is no proxy, without repeating its password', () => {
    for (const proxy of ['127.0.0.1:3128', 'socks5://user:hunter2@host', 'http://', ''])
      expect(() => new Volcengine({ proxy }))
        .to.throw(ConfigError, 'proxy')
        .with.property('message')
        .that.does.not.contain('hunter2');
  });
});
