import { ConfigError } from '../../errors/index.js';
import { BoundedMap } from '../../util/bounded-map.js';
import type { ArkCaller } from '../caller.js';
import type { ArkCallOptions } from '../options.js';
import { aicc } from './seal.js';

/** How long a certificate is used before it is asked for again. */
const keptMs = 7 * 86_400_000;
const most = 100;

interface Held {
  readonly pem: Promise<string>;
  readonly endsAt: number;
}

/** The certificates of models, each fetched once and kept for a week. Their chain is not checked: the service names none. */
export class Certificates {
  readonly #caller: ArkCaller;
  readonly #held = new BoundedMap<string, Held>(most);

  constructor(caller: ArkCaller) {
    this.#caller = caller;
  }

  of(model: string, isAicc: boolean, options: ArkCallOptions | undefined): Promise<string> {
    const name = `${isAicc} ${model}`;
    const now = this.#caller.session.clock.now();
    const held = this.#held.get(name);
    if (held !== undefined && held.endsAt > now) return held.pem;
    const pem = this.#fetch(model, isAicc, options);
    this.#held.set(name, { pem, endsAt: now + keptMs });
    pem.catch(() => this.#held.set(name, { pem, endsAt: 0 }));
    return pem;
  }

  async #fetch(model: string, isAicc: boolean, options: ArkCallOptions | undefined): Promise<string> {
    const { settings, session } = this.#caller;
    const hasKey = (options?.apiKey ?? settings.apiKey) !== undefined;
    const found = hasKey
      ? (
          await this.#caller.send<{ readonly Certificate?: string }>({
            operation: 'e2e.get_certificate',
            request: { model, ...(isAicc && { type: aicc }) },
            headers: { 'x-session-token': '/e2e/get/certificate' },
            options: {
              ...(options?.apiKey !== undefined && { apiKey: options.apiKey }),
              signal: options?.signal,
            },
          })
        ).Certificate
      : (
          await session.send(
            {
              service: 'ark',
              version: '2024-01-01',
              action: 'GetEndpointCertificate',
              method: 'POST',
              protocol: 'json',
              isRead: true,
            },
            { Id: model, ...(isAicc && { Type: aicc }) },
            { signal: options?.signal },
          )
        )['PCAInstanceCertificate'];
    if (typeof found === 'string' && found !== '') return found;
    throw new ConfigError(`The service has no certificate of ${model}, so that a chat cannot be encrypted`);
  }
}
