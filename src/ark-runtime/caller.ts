import type { Volcengine } from '../client/volcengine.js';
import { ConfigError } from '../errors/index.js';
import type { ApiKeySource, CallOptions, CallTarget, RetryOptions, WithMetadata } from '../types/call.js';
import type { TimeoutOptions } from '../types/timeouts.js';
import type { DecodeEvent, EventStream } from '../transport/streams/event-stream.js';
import { ApiKeys } from './api-keys.js';
import { decodeJson } from './streams/decode-json.js';
import { operationOf, type Operation } from './operations.js';
import type { ArkCallOptions } from './options.js';
import { arkRetries } from './retries.js';

type Request = Readonly<Record<string, unknown>>;

/** What the calls of one client share. */
export interface ArkSettings {
  readonly origin: string;
  /** Of all paths: `/api/v3`. */
  readonly basePath: string;
  readonly apiKey: string | ApiKeySource | undefined;
  readonly project: string | undefined;
  readonly retry: RetryOptions | false | undefined;
  readonly timeouts: TimeoutOptions | undefined;
  readonly apiKeySeconds: number | undefined;
}

/** One call: its operation by name, and what goes into it. */
export interface ArkCall {
  readonly operation: string;
  readonly request?: object | undefined;
  /** The ids of its path. */
  readonly ids?: Readonly<Record<string, string>> | undefined;
  readonly options?: ArkCallOptions | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Sends the calls of a client over its session. */
export class ArkCaller {
  readonly session: Volcengine;
  readonly settings: ArkSettings;
  readonly #keys: ApiKeys;

  constructor(session: Volcengine, settings: ArkSettings) {
    this.session = session;
    this.settings = settings;
    this.#keys = new ApiKeys(session, settings.apiKeySeconds);
  }

  /** Sends a call; returns the parsed response. */
  async send<T>(call: ArkCall): Promise<T & WithMetadata> {
    const { target, request, options } = this.#prepare(call);
    return (await this.session.send(target, request, options)) as unknown as T & WithMetadata;
  }

  /** Sends a call whose response is a stream of JSON events. */
  async stream<T>(call: ArkCall, decode?: DecodeEvent<T>): Promise<EventStream<T>> {
    const { target, request, options } = this.#prepare({
      ...call,
      request: { ...call.request, stream: true },
    });
    return this.session.stream(target, request, options, decode ?? (decodeJson as DecodeEvent<T>));
  }

  #prepare(call: ArkCall): { target: CallTarget; request: Request; options: CallOptions } {
    const { operation: name, request: members, options: own = {}, headers = {} } = call;
    const operation = operationOf(name);
    const { body, project = this.settings.project, ...options } = own;
    const request = { ...members, ...body } as Request;
    const { origin, retry, timeouts } = this.settings;
    return {
      target: this.#target(name, operation, call.ids),
      request,
      options: {
        ...options,
        endpoint: origin,
        apiKey: options.apiKey ?? this.#keyOf(name, operation, request, project),
        retry: mergedRetry(retry, options.retry),
        timeouts: { connectMs: 60_000, responseMs: 600_000, ...timeouts, ...options.timeouts },
        headers: {
          accept: 'application/json',
          ...(project !== undefined && { 'x-project-name': project }),
          ...headers,
          ...options.headers,
        },
      },
    };
  }

  #target(name: string, operation: Operation, ids: ArkCall['ids'] = {}): CallTarget {
    const { method, path, body } = operation;
    const filled = path.replace(/\{(\w+)\}/g, (_, id: string) => {
      const value = ids[id];
      if (typeof value !== 'string' || value === '')
        throw new ConfigError(`${name} needs ${id}: the id must be a text that is not empty`);
      return encodeURIComponent(value);
    });
    return {
      service: 'ark',
      version: '',
      action: name,
      method,
      protocol: body === 'json-empty' ? 'json' : body,
      path: this.settings.basePath + filled,
      isRead: method === 'GET',
      isRepeatable: true,
      isPrivate: true,
      requestIdHeader: 'x-client-request-id',
    };
  }

  #keyOf(
    name: string,
    { takesToken }: Operation,
    { model }: Request,
    project: string | undefined,
  ): string | ApiKeySource {
    const { apiKey } = this.settings;
    if (apiKey !== undefined) return apiKey;
    if (takesToken && typeof model === 'string') return this.#keys.of(model, project);
    throw new ConfigError(
      `${name} needs an API key: set apiKey or ARK_API_KEY. Cloud keys are traded for keys of single models, for chat, responses, embeddings and tokenization only`,
    );
  }
}

function mergedRetry(client: RetryOptions | false | undefined, call: RetryOptions | false | undefined) {
  const chosen = call ?? client;
  if (chosen === false) return false;
  return { ...arkRetries, ...(client === false ? {} : client), ...chosen };
}
