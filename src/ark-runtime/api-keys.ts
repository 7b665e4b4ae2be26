import type { Volcengine } from '../client/volcengine.js';
import { ConfigError, CredentialsError, isVolcengineError } from '../errors/index.js';
import type { ApiKeySource } from '../types/call.js';
import { BoundedMap } from '../util/bounded-map.js';
import { SingleFlight } from '../util/single-flight.js';

/** A key with less time left is renewed while it is used. */
const renewBeforeMs = 1_800_000;
/** A key with less time left is not used: callers wait for the next one. */
const uselessBeforeMs = 600_000;
/** The least time between two failed renewals in the background. */
const pauseMs = 10_000;
const mostKeys = 1_000;
const longestSeconds = 604_800;

interface Context {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Keys of endpoints, models and bots that cloud keys are traded for. Each is fetched once for all callers, kept until
 * shortly before it ends, and renewed ahead.
 */
export class ApiKeys {
  readonly #session: Volcengine;
  readonly #seconds: number;
  readonly #sources = new BoundedMap<string, ApiKeySource>(mostKeys);

  constructor(session: Volcengine, seconds = longestSeconds) {
    if (!Number.isSafeInteger(seconds) || seconds < 3_600)
      throw new ConfigError('apiKeySeconds must be a whole number of at least 3600');
    this.#session = session;
    this.#seconds = seconds;
  }

  /** @throws {@link ConfigError} for a model without a project that needs one */
  of(model: string, project: string | undefined): ApiKeySource {
    const type = resourceTypeOf(model);
    if (type === 'presetendpoint' && project === undefined)
      throw new ConfigError(
        `Cloud keys are traded for a key of ${model} by its project: set project, or use an API key`,
      );
    // A bot's key is of no project.
    const scope = type === 'bot' ? undefined : project;
    const name = JSON.stringify([model, scope]);
    let source = this.#sources.get(name);
    if (source === undefined) {
      source = new TradedKey(this.#session, {
        DurationSeconds: this.#seconds,
        ResourceType: type,
        ResourceIds: [model],
        ...(scope !== undefined && { ProjectName: scope }),
      });
      this.#sources.set(name, source);
    }
    return source;
  }
}

/** What the key of a model is a key of: an endpoint, a bot, or a model that the service has an endpoint for. */
export function resourceTypeOf(model: string): 'endpoint' | 'presetendpoint' | 'bot' {
  if (model.startsWith('ep-m-')) return 'presetendpoint';
  if (model.startsWith('ep-')) return 'endpoint';
  return model.startsWith('bot-') ? 'bot' : 'presetendpoint';
}

class TradedKey implements ApiKeySource {
  readonly #session: Volcengine;
  readonly #request: Readonly<Record<string, unknown>>;
  readonly #fetching: SingleFlight<string, Context>;
  #held: { readonly key: string; readonly endsAt: number } | undefined;
  #renewNotBefore = 0;

  constructor(session: Volcengine, request: Readonly<Record<string, unknown>>) {
    this.#session = session;
    this.#request = request;
    this.#fetching = new SingleFlight((context) => this.#fetch(context));
  }

  resolve(context: Context): Promise<string> {
    const held = this.#held;
    const { clock, log } = this.#session.config;
    const now = clock.now();
    if (held === undefined || held.endsAt - now < uselessBeforeMs) return this.#fetching.join(context);
    if (held.endsAt - now < renewBeforeMs && now >= this.#renewNotBefore)
      this.#fetching.startForLater({})?.catch((error: unknown) => {
        this.#renewNotBefore = clock.now() + pauseMs;
        const why = isVolcengineError(error) ? error.message : 'an error of this program';
        log.warn(`The key of ${String(this.#request['ResourceIds'])} could not be renewed yet: ${why}`);
      });
    return Promise.resolve(held.key);
  }

  invalidate(key: string): void {
    if (this.#held?.key === key) this.#held = undefined;
  }

  async #fetch({ signal }: Context): Promise<string> {
    const target = {
      service: 'ark',
      version: '2024-01-01',
      action: 'GetApiKey',
      method: 'POST',
      protocol: 'json',
      // Asking again for a key changes nothing.
      isRead: true,
    } as const;
    const { ApiKey: key, ExpiredTime: endsAt } = await this.#session.send(target, this.#request, { signal });
    if (typeof key !== 'string' || typeof endsAt !== 'number') {
      const reason = 'GetApiKey returned no key';
      throw new CredentialsError(`The model has no API key: ${reason}`, [{ provider: 'GetApiKey', reason }]);
    }
    this.#held = { key, endsAt: endsAt * 1_000 };
    return key;
  }
}
