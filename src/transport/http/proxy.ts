import type { Agent, AgentOptions, ClientRequest } from 'node:http';
import { ConfigError } from '../../errors/index.js';
import { environmentProxy } from '../../util/environment-proxy.js';
import { abandoned } from './http-exchange.js';

/** The proxy for an origin: the configured one, else that of the process's environment; undefined: none. */
export function proxyFor(origin: string, configured: string | false | undefined): string | undefined {
  if (configured === false) return undefined;
  if (configured !== undefined) return configured;
  const proxy = environmentProxy(origin, process.env);
  return proxy === undefined ? undefined : checkedProxy(proxy, 'The proxy of the environment');
}

/**
 * Checks the URL of a proxy; its user and password stay out of the error.
 *
 * @throws {@link ConfigError} unless it is `http://` or `https://` with a host
 */
export function checkedProxy(url: string, what = 'proxy'): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol) || parsed.hostname === '')
    throw new ConfigError(`${what} must be a URL such as "http://user:password@host:port"`);
  return url;
}

type ConnectingAgent = Agent & {
  connect(carrier: ClientRequest, options: object): Promise<unknown>;
  readonly connectOpts: object;
};

/** The agent that reaches one kind of origin through a proxy: a tunnel for `https`, the proxy's own requests for `http`. */
export async function proxyAgent(
  proxy: string,
  isTls: boolean,
  options: AgentOptions,
  tls: object,
): Promise<Agent> {
  // The certificates hold for the proxy itself too, if it speaks https.
  const all = { ...options, ...tls };
  const agent = isTls
    ? new (await import('https-proxy-agent')).HttpsProxyAgent(proxy, all)
    : new (await import('http-proxy-agent')).HttpProxyAgent(proxy, all);
  prepare(agent as unknown as ConnectingAgent, tls);
  return agent;
}

/**
 * Adds two things that the libraries lack: the service behind a tunnel is checked with the configured certificates, and
 * a connection to a silent proxy does not outlive its request.
 */
function prepare(agent: ConnectingAgent, tls: object): void {
  const connect = agent.connect.bind(agent) as ConnectingAgent['connect'];
  agent.connect = (carrier, options) => {
    const controller = new AbortController();
    const giveUp = (): void => controller.abort();
    carrier.once(abandoned, giveUp);
    // The library opens its socket before `connect` first waits, by options that all its requests share.
    const { connectOpts } = agent;
    Object.assign(agent, { connectOpts: { ...connectOpts, signal: controller.signal } });
    const connecting = connect(carrier, { ...options, ...tls });
    Object.assign(agent, { connectOpts });
    return connecting.finally(() => carrier.off(abandoned, giveUp));
  };
}
