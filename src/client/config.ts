import { toProvider } from '../auth/providers/default-chain.js';
import type { HttpHandler } from '../types/http.js';
import { ConfigError } from '../errors/config.js';
import { bootstrapRegions } from '../transport/bootstrap-regions.js';
import {
  checkedCount,
  checkedEndpoint,
  checkedHeaders,
  checkedMs,
  checkedRegion,
  checkedTimeouts,
} from '../transport/checks.js';
import { systemClock } from '../transport/clock.js';
import type { Endpoint } from '../util/endpoint.js';
import { Connections } from '../transport/http/connections.js';
import { createHandler, handlerNames } from '../transport/http/create-handler.js';
import { FetchHandler } from '../transport/http/fetch-handler.js';
import { checkedProxy } from '../transport/http/proxy.js';
import { Log } from '../transport/log/log.js';
import { logLevels, logParts, type LogPart } from '../transport/log/logger.js';
import { sinkOf } from '../transport/log/sinks.js';
import { retryPolicy } from '../transport/retry/retry-policy.js';
import type { TransportSettings } from '../transport/settings.js';
import {
  checkedChoice,
  checkedFlag,
  checkOptions,
  processDefaults,
  type VolcengineOptions,
} from './options.js';
import { userAgent } from './user-agent.js';

/** The settings of a session, complete and frozen. */
export interface VolcengineConfig extends TransportSettings {
  readonly validate: boolean;
  readonly unknownMembers: 'refuse' | 'send';
  /** Whether the HTTP handler was made for this session, and is closed with it. */
  readonly ownsHttp: boolean;
}

/**
 * Merges options with the process's defaults and the environment, and checks them.
 *
 * @throws {@link ConfigError} naming the option and its valid values
 * @throws {@link CredentialsError} when fixed keys cannot be used
 */
export function resolveConfig(input: VolcengineOptions, defaults = processDefaults()): VolcengineConfig {
  checkOptions(input);
  const options: VolcengineOptions = { ...defaults, ...withoutUndefined(input) };
  const env = options.env ?? process.env;
  const log = logOf(options);
  const scheme = checkedChoice('scheme', options.scheme ?? 'https', ['http', 'https']);
  const config: VolcengineConfig = {
    region: checkedRegion(options.region ?? (env['VOLCENGINE_REGION'] || 'cn-beijing')),
    provider: toProvider(options.credentials),
    endpoint: explicitEndpoint(options, env['VOLCENGINE_ENDPOINT'], scheme),
    scheme,
    endpointRules: endpointRules(options, env, (message) => log.warn(message)),
    retry: retryPolicy(options.retry),
    timeouts: Object.freeze(checkedTimeouts(options, { connectMs: 10_000, responseMs: 60_000, totalMs: 0 })),
    headers: Object.freeze({ 'user-agent': userAgent, ...checkedHeaders(options.headers ?? {}) }),
    clientToken: checkedFlag('clientToken', options.clientToken ?? true),
    maxResponseBytes: checkedCount('maxResponseBytes', options.maxResponseBytes ?? 2 ** 28),
    rate: options.rate === undefined ? undefined : Object.freeze({ ...options.rate }),
    log,
    http: httpHandler(options),
    ownsHttp: !isHandler(options.http),
    clock: options.clock ?? systemClock,
    env,
    validate: checkedFlag('validate', options.validate ?? true),
    unknownMembers: checkedChoice('unknownMembers', options.unknownMembers ?? 'refuse', ['refuse', 'send']),
  };
  // Printing a configuration must show no secret: the environment contains keys, headers may, and so may what the
  // caller made, such as a limiter with the password of its store.
  for (const name of ['env', 'provider', 'log', 'headers', 'http', 'rate', 'clock'] as const)
    Object.defineProperty(config, name, { enumerable: false });
  return Object.freeze(config);
}

function explicitEndpoint(
  { endpoint, host }: VolcengineOptions,
  fromEnv: string | undefined,
  scheme: 'http' | 'https',
): Endpoint | undefined {
  const text = endpoint ?? host ?? (fromEnv || undefined);
  return text === undefined ? undefined : Object.freeze(checkedEndpoint(text, scheme));
}

function endpointRules(
  options: VolcengineOptions,
  env: NonNullable<VolcengineOptions['env']>,
  warn: (message: string) => void,
): TransportSettings['endpointRules'] {
  const provider = checkedChoice('endpointProvider', options.endpointProvider ?? 'default', [
    'default',
    'standard',
  ]);
  const dualStack = checkedFlag('dualStack', options.dualStack ?? env['VOLC_ENABLE_DUALSTACK'] === 'true');
  const { bootstrapRegions: regions = [], customEndpoints = {} } = options;
  return () => ({
    provider,
    dualStack,
    customEndpoints,
    bootstrapRegions: bootstrapRegions(regions, env, warn),
  });
}

function httpHandler(options: VolcengineOptions): HttpHandler {
  const { http = 'node-fetch' } = options;
  if (typeof http === 'object') {
    if (isHandler(http)) return http;
    if (typeof http.fetch === 'function') return new FetchHandler(http.fetch);
    throw new ConfigError('http must be "node-fetch", "node:http", a handler with `send`, or { fetch }');
  }
  const choice = checkedChoice('http', http, handlerNames);
  const { proxy } = options;
  const connections = new Connections({
    maxSockets: checkedCount('maxSockets', options.maxSockets ?? 64),
    keepAliveMs: checkedMs('keepAliveMs', options.keepAliveMs ?? 10_000),
    tls: options.tls ?? {},
    proxy: typeof proxy === 'string' ? checkedProxy(proxy) : proxy,
  });
  return createHandler(choice, connections);
}

function logOf({ logger, logLevel = 'warn', logParts: parts = logParts }: VolcengineOptions): Log {
  checkedChoice('logLevel', logLevel, logLevels);
  for (const part of parts) checkedChoice<LogPart>('logParts', part, logParts);
  return new Log(logger === undefined ? undefined : sinkOf(logger), logLevel, parts);
}

function isHandler(http: VolcengineOptions['http']): http is HttpHandler {
  return typeof http === 'object' && 'send' in http;
}

function withoutUndefined(options: VolcengineOptions): VolcengineOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
