import { Agent, type AgentOptions, type ClientRequest } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { HttpRequest } from '../../types/http.js';
import { proxyFor, proxyAgent } from './proxy.js';

/** The caller's own certificates, in PEM. */
export interface TlsOptions {
  /** Trusted instead of the built-in authorities. */
  readonly ca?: string | Buffer | readonly (string | Buffer)[] | undefined;
  readonly cert?: string | Buffer | undefined;
  readonly key?: string | Buffer | undefined;
  readonly passphrase?: string | undefined;
  /** `false` accepts any certificate: for tests only. */
  readonly rejectUnauthorized?: boolean | undefined;
  /** The name that the certificate must have, if it is not the host's. */
  readonly servername?: string | undefined;
}

export interface ConnectionOptions {
  /** The most connections per host; further requests wait. */
  readonly maxSockets: number;
  /** In milliseconds: idle connections are closed after it, or a second before the server's announced limit. */
  readonly keepAliveMs: number;
  readonly tls: TlsOptions;
  /** `false`: none, whatever the environment says; undefined: by the environment. */
  readonly proxy: string | false | undefined;
}

/** How requests reach one origin. */
export interface Route {
  readonly isTls: boolean;
  readonly hostname: string;
  readonly port: number;
  readonly agent: Agent;
  readonly isProxied: boolean;
}

/** The connections of one session: its own agents, never the process's. */
export class Connections {
  readonly #options: ConnectionOptions;
  readonly #routes = new Map<string, Route | Promise<Route>>();
  readonly #agents = new Map<string, Agent | Promise<Agent>>();
  #watcher: ((carrier: ClientRequest) => void) | undefined;
  #wantsFresh = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** The route of a request to an origin such as `https://host:port`; a promise only until a proxy's library is loaded. */
  route(origin: string, { direct = false }: Pick<HttpRequest, 'direct'>): Route | Promise<Route> {
    const name = direct ? `direct ${origin}` : origin;
    const known = this.#routes.get(name);
    if (known !== undefined) return known;
    const made = this.#makeRoute(origin, direct);
    this.#routes.set(name, made);
    if (made instanceof Promise) {
      made.then(
        (route) => this.#routes.set(name, route),
        () => this.#routes.delete(name),
      );
    }
    return made;
  }

  /**
   * Runs `start`, which must begin exactly one request before it returns, and passes that request to `watcher`:
   * the only way to the connection of a library that does not expose it.
   */
  watching<T>(
    watcher: (carrier: ClientRequest) => void,
    request: Pick<HttpRequest, 'freshConnection'>,
    start: () => T,
  ): T {
    this.#watcher = watcher;
    return this.starting(request, () => {
      try {
        return start();
      } finally {
        this.#watcher = undefined;
      }
    });
  }

  /** Runs `start`, which begins one request before it returns, over a connection that suits the request. */
  starting<T>({ freshConnection = false }: Pick<HttpRequest, 'freshConnection'>, start: () => T): T {
    this.#wantsFresh = freshConnection;
    try {
      return start();
    } finally {
      this.#wantsFresh = false;
    }
  }

  /** Closes idle connections; the others close when their requests are done. */
  close(): void {
    for (const agent of this.#agents.values()) {
      if (agent instanceof Promise) agent.then(closeAgent, () => undefined);
      else closeAgent(agent);
    }
    this.#agents.clear();
    this.#routes.clear();
  }

  #makeRoute(origin: string, isDirect: boolean): Route | Promise<Route> {
    const { protocol, hostname, port } = new URL(origin);
    const isTls = protocol === 'https:';
    const where = {
      isTls,
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (isTls ? 443 : 80),
    };
    const proxy = proxyFor(origin, isDirect ? false : this.#options.proxy);
    if (proxy === undefined) return { ...where, isProxied: false, agent: this.#direct(isTls) };
    return Promise.resolve(this.#proxied(isTls, proxy)).then((agent) => ({
      ...where,
      isProxied: true,
      agent,
    }));
  }

  #direct(isTls: boolean): Agent {
    const name = isTls ? 'https' : 'http';
    const known = this.#agents.get(name);
    if (known instanceof Agent) return known;
    const options = this.#agentOptions();
    const made = this.#prepared(isTls ? new TlsAgent({ ...options, ...this.#tls() }) : new Agent(options));
    this.#agents.set(name, made);
    return made;
  }

  #proxied(isTls: boolean, proxy: string): Agent | Promise<Agent> {
    const name = `${isTls ? 'https' : 'http'} by ${proxy}`;
    const known = this.#agents.get(name);
    if (known !== undefined) return known;
    const made = proxyAgent(proxy, isTls, this.#agentOptions(), this.#tls()).then((agent) =>
      this.#prepared(agent),
    );
    this.#agents.set(name, made);
    return made;
  }

  #agentOptions(): AgentOptions {
    const { maxSockets } = this.#options;
    return { keepAlive: true, maxSockets, maxFreeSockets: maxSockets, scheduling: 'lifo' };
  }

  #tls(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this.#options.tls).filter(([, value]) => value !== undefined));
  }

  #prepared(agent: Agent): Agent {
    const inner = agent as unknown as InnerAgent;
    const addRequest = inner.addRequest.bind(agent);
    inner.addRequest = (carrier, options) => {
      this.#watcher?.(carrier);
      if (this.#wantsFresh) closeIdle(agent, mostIdleMs);
      addRequest(carrier, options);
    };
    const keepSocketAlive = inner.keepSocketAlive.bind(agent);
    const { keepAliveMs } = this.#options;
    inner.keepSocketAlive = (socket) => {
      const ms = Math.min(keepAliveMs, serverKeepsMs(socket));
      if (ms <= 0 || keepSocketAlive(socket) === false) return false;
      if (socket.timeout !== ms) socket.setTimeout(ms);
      idleSince.set(socket, performance.now());
      return true;
    };
    return agent;
  }
}

interface InnerAgent {
  addRequest(carrier: ClientRequest, options: unknown): void;
  /** Node documents that it can be replaced. It gets no response, so that is read from the socket. */
  keepSocketAlive(socket: SocketWithResponse): boolean | undefined;
  keepAlive: boolean;
}

type SocketWithResponse = Socket & {
  readonly _httpMessage?: {
    readonly res?: { readonly headers: Readonly<Record<string, string | undefined>> };
  };
};

/** How long a server surely keeps an idle connection: a second less than it announces. */
function serverKeepsMs(socket: SocketWithResponse): number {
  const hint = socket._httpMessage?.res?.headers['keep-alive'];
  const seconds = hint === undefined ? undefined : /timeout=(\d+)/.exec(hint)?.[1];
  return seconds === undefined ? Infinity : (Number(seconds) - 1) * 1000;
}

/** Longer idle connections may have been closed by the server, which a write that is sent only once would fail by. */
const mostIdleMs = 1_000;

const idleSince = new WeakMap<Socket, number>();

function closeAgent(agent: Agent): void {
  (agent as unknown as InnerAgent).keepAlive = false;
  closeIdle(agent, 0);
}

/** Closes the connections that have been idle for longer. */
function closeIdle(agent: Agent, longerThanMs: number): void {
  const before = performance.now() - longerThanMs;
  for (const sockets of Object.values(agent.freeSockets))
    // A copy, since a destroyed socket leaves the list.
    for (const socket of [...(sockets ?? [])])
      if ((idleSince.get(socket) ?? -Infinity) <= before) socket.destroy();
}
