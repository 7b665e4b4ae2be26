import { createHmac } from 'node:crypto';

/** The key that signs requests of one day, region and service: an HMAC chain that starts from the secret itself. */
export function signingKey(secretAccessKey: string, day: string, region: string, service: string): Buffer {
  let key: string | Buffer = secretAccessKey;
  for (const part of [day, region, service, 'request']) key = createHmac('sha256', key).update(part).digest();
  return key as Buffer;
}

/** Signing keys by secret, day, region and service; the oldest go when there are too many. */
export class SigningKeys {
  readonly #keys = new Map<string, Buffer>();
  readonly #most: number;

  constructor(most = 200) {
    this.#most = most;
  }

  get size(): number {
    return this.#keys.size;
  }

  of(secretAccessKey: string, day: string, region: string, service: string): Buffer {
    const name = `${day}/${region}/${service}/${secretAccessKey}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const made = signingKey(secretAccessKey, day, region, service);
    if (this.#keys.size >= this.#most) {
      for (const oldest of this.#keys.keys()) {
        this.#keys.delete(oldest);
        break;
      }
    }
    this.#keys.set(name, made);
    return made;
  }
}
