import { Agent, request, type ClientRequest } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { Socket } from 'node:net';
import { expect } from 'chai';
import { Connections, type ConnectionOptions, type Route } from '../../../src/transport/http/connections.js';
import { errorOf } from '../../support/error-of.js';
import { until } from '../../support/until.js';
import { FaultServer } from '../fault-server.js';
import { ok } from '../replies.js';

const plain = 'http://service.example';
const proxy = 'http://127.0.0.1:3128';

function connections(options: Partial<ConnectionOptions> = {}): Connections {
  return new Connections({ maxSockets: 7, keepAliveMs: 50_000, tls: {}, proxy: false, ...options });
}

/** The route of a request, which no proxy's library delays. */
function routeTo(origin: string, from = connections(), options: { direct?: boolean } = {}): Route {
  const route = from.route(origin, options);
  if (route instanceof Promise) throw new Error(`The route to ${origin} is a promise`);
  return route;
}

/** How an agent of a session keeps a connection after a response with this header. */
interface KeepingAgent {
  keepSocketAlive(socket: object): boolean;
  readonly options: Record<string, unknown>;
}

describe('the route to an origin', () => {
  it('has the host and port of the origin, or the port of its protocol', () => {
    const at = (origin: string) => {
      const { isTls, hostname, port, isProxied } = routeTo(origin);
      return [isTls, hostname, port, isProxied];
    };
    expect(at('http://service.example')).to.deep.equal([false, 'service.example', 80, false]);
    expect(at('https://service.example')).to.deep.equal([true, 'service.example', 443, false]);
    expect(at('https://service.example:8443')).to.deep.equal([true, 'service.example', 8443, false]);
    expect(at('http://[::1]:8080')).to.deep.equal([false, '::1', 8080, false]);
  });

  it('is found once and kept', () => {
    const all = connections();
    const route = routeTo(plain, all);
    expect(routeTo(plain, all)).to.equal(route);
    expect(routeTo(plain, all, { direct: true })).to.not.equal(route);
    expect(routeTo(plain, all, { direct: true })).to.equal(routeTo(plain, all, { direct: true }));
    expect(routeTo('http://other.example', all)).to.not.equal(route);
    const elsewhere = routeTo('http://other.example', all, { direct: true });
    expect(elsewhere).to.have.property('hostname', 'other.example');
    all.close();
    expect(routeTo(plain, all)).to.not.equal(route);
  });

  it('shares an agent with all origins of its protocol, and with no other session', () => {
    const all = connections();
    const { agent } = routeTo(plain, all);
    expect(agent).to.be.instanceOf(Agent);
    expect(routeTo('http://other.example', all).agent).to.equal(agent);
    expect(routeTo(plain, all, { direct: true }).agent).to.equal(agent);
    expect(routeTo(plain, connections()).agent).to.not.equal(agent);
    const secure = routeTo('https://service.example', all).agent;
    expect(secure).to.be.instanceOf(TlsAgent);
    expect(routeTo('https://other.example', all).agent).to.equal(secure);
  });

  it('keeps as many connections as it may open, and uses the latest first', () => {
    expect(routeTo(plain).agent).to.include({
      keepAlive: true,
      maxSockets: 7,
      maxFreeSockets: 7,
      scheduling: 'lifo',
    });
  });

  it('has the certificates of the session, and leaves out what is not set', () => {
    const tls = { ca: 'ca', cert: undefined, rejectUnauthorized: false };
    const { options } = routeTo('https://service.example', connections({ tls }))
      .agent as never as KeepingAgent;
    expect(options).to.include({ ca: 'ca', rejectUnauthorized: false }).and.not.have.property('cert');
    expect(
      (routeTo(plain, connections({ tls })).agent as never as KeepingAgent).options,
    ).to.not.have.property('ca');
  });
});

describe('the route through a proxy', () => {
  it('is a promise until the library is loaded, and the route itself from then on', async () => {
    const all = connections({ proxy });
    const first = all.route(plain, {});
    expect(first).to.be.instanceOf(Promise);
    expect(all.route(plain, {})).to.equal(first);
    const route = await first;
    expect(route).to.include({ isProxied: true, isTls: false, hostname: 'service.example', port: 80 });
    expect(all.route(plain, {})).to.equal(route);
    all.close();
  });

  it('shares an agent with the origins of its protocol only', async () => {
    const all = connections({ proxy });
    const agentTo = async (origin: string) => (await all.route(origin, {})).agent;
    const [one, other, secure] = await Promise.all([
      agentTo(plain),
      agentTo('http://other.example'),
      agentTo('https://service.example'),
    ]);
    expect(one).to.equal(other).and.not.equal(secure);
    expect(await agentTo('http://third.example')).to.equal(one);
    all.close();
  });

  it('is not taken by a request that goes directly', () => {
    const all = connections({ proxy });
    expect(routeTo(plain, all, { direct: true })).to.include({ isProxied: false });
  });

  it('is sought anew after a failure', async () => {
    const all = connections({ proxy: 'no URL' });
    const first = all.route(plain, {});
    await errorOf(Promise.resolve(first));
    expect(all.route(plain, {})).to.not.equal(first);
  });
});

describe('a connection that is done with its request', () => {
  /** After a response with this `Keep-Alive` header: for how long it is kept, in milliseconds, or that it is not. */
  function kept(header: string | undefined, keepAliveMs = 50_000, socket = new Socket()): number | false {
    const res = { headers: header === undefined ? {} : { 'keep-alive': header } };
    const agent = routeTo(plain, connections({ keepAliveMs })).agent as never as KeepingAgent;
    const isKept = agent.keepSocketAlive(Object.assign(socket, { _httpMessage: { res } }));
    const { timeout } = socket;
    socket.destroy();
    return isKept ? (timeout ?? 0) : false;
  }

  it('is kept for keepAliveMs, or a second less than the server announces', () => {
    expect(kept(undefined)).to.equal(50_000);
    expect(kept('timeout=30')).to.equal(29_000);
    expect(kept('timeout=30, max=100')).to.equal(29_000);
    expect(kept('max=100, timeout=5')).to.equal(4_000);
    expect(kept('timeout=600')).to.equal(50_000);
    expect(kept('max=100')).to.equal(50_000);
    expect(kept('timeout=never')).to.equal(50_000);
  });

  it('is not kept when the server announces a second or less, or the session keeps none', () => {
    expect(kept('timeout=1')).to.equal(false);
    expect(kept('timeout=0')).to.equal(false);
    expect(kept(undefined, 0)).to.equal(false);
  });

  it('is kept without a response that tells how long', () => {
    const agent = routeTo(plain).agent as never as KeepingAgent;
    for (const of of [{}, { _httpMessage: {} }]) {
      const socket = new Socket();
      expect(agent.keepSocketAlive(Object.assign(socket, of))).to.equal(true);
      expect(socket.timeout).to.equal(50_000);
      socket.destroy();
    }
  });

  it('has its time limit set once, not anew after each response', () => {
    const socket = new Socket();
    socket.setTimeout(50_000);
    // Node sets the limit of its agent before, unless that is set too.
    let set = 0;
    Object.assign(socket, { setTimeout: () => (set += 1) });
    const agent = routeTo(plain).agent as never as KeepingAgent & { options: { timeout?: number } };
    agent.options.timeout = 50_000;
    agent.keepSocketAlive(socket);
    expect(set).to.equal(0);
    socket.destroy();
  });

  it('is not kept where Node does not want it kept', () => {
    const all = connections();
    const { keepSocketAlive } = Agent.prototype as never as KeepingAgent;
    Object.assign(Agent.prototype, { keepSocketAlive: () => false });
    try {
      expect((routeTo(plain, all).agent as never as KeepingAgent).keepSocketAlive(new Socket())).to.equal(
        false,
      );
    } finally {
      Object.assign(Agent.prototype, { keepSocketAlive });
    }
  });
});

describe('a request over the connections of a session', () => {
  let server: FaultServer;
  let all: Connections;
  const { now } = performance;
  let nowMs = 0;
  beforeEach(async () => {
    performance.now = () => nowMs;
    server = await new FaultServer(ok()).start();
    all = connections();
  });
  afterEach(async () => {
    performance.now = now;
    all.close();
    await server.stop();
  });

  const start = (): ClientRequest => request(server.origin, { agent: routeTo(server.origin, all).agent });
  /** Sends a request to its end, so that its connection is idle then. */
  const finish = async (sent: ClientRequest): Promise<void> => {
    await new Promise((resolve, reject) => {
      sent.on('response', (response) => response.resume().on('end', resolve)).on('error', reject);
      sent.end();
    });
    const { freeSockets } = routeTo(server.origin, all).agent;
    await until(() => Object.values(freeSockets).some((sockets) => (sockets ?? []).length > 0));
  };
  /** Lets time pass, which no test waits for. */
  const pass = (ms: number): void => void (nowMs += ms);

  it('uses an idle connection, however long it idled', async () => {
    await finish(all.starting({}, start));
    pass(40_000);
    await finish(all.starting({ freshConnection: false }, start));
    expect(server.connections).to.equal(1);
  });

  it('that must not be repeated uses one that idled for less than a second', async () => {
    await finish(all.starting({}, start));
    pass(999);
    await finish(all.starting({ freshConnection: true }, start));
    expect(server.connections).to.equal(1);
  });

  it('that must not be repeated opens a new one rather than use one that idled for a second', async () => {
    await finish(all.starting({}, start));
    pass(1_000);
    await finish(all.starting({ freshConnection: true }, start));
    expect(server.connections).to.equal(2);
  });

  it('that may be repeated, after one that may not, uses an idle one again', async () => {
    await finish(all.starting({ freshConnection: true }, start));
    pass(5_000);
    await finish(all.starting({}, start));
    await finish(start());
    expect(server.connections).to.equal(1);
    expect(() =>
      all.starting({ freshConnection: true }, () => {
        throw new Error('it does not start');
      }),
    ).to.throw('it does not start');
    pass(5_000);
    await finish(start());
    expect(server.connections).to.equal(1);
  });

  it('is shown to the one who watches its start, and no other request is', async () => {
    const seen: ClientRequest[] = [];
    const sent = all.watching((carrier) => seen.push(carrier), {} as never, start);
    await finish(sent);
    await finish(start());
    expect(seen).to.deep.equal([sent]);
    const failing = (): never => {
      throw new Error('it does not start');
    };
    expect(() => all.watching((carrier) => seen.push(carrier), {} as never, failing)).to.throw();
    await finish(start());
    expect(seen).to.have.length(1);
  });

  it('that is watched opens a new connection where it must', async () => {
    await finish(start());
    pass(1_000);
    await finish(all.watching(() => undefined, { freshConnection: true } as never, start));
    expect(server.connections).to.equal(2);
  });

  it('passes over connections of which nobody knows since when they idle', async () => {
    await finish(start());
    const { agent } = routeTo(server.origin, all);
    const foreign = new Socket();
    Object.assign(agent.freeSockets, { foreign: [foreign], none: undefined });
    all.close();
    expect(foreign.destroyed).to.equal(true);
  });
});
