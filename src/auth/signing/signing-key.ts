import { createHmac } from 'node:crypto';
import { BoundedMap } from '../../util/bounded-map.js';

/** The key that signs requests of one day, region and service: an HMAC chain that starts from the secret itself. */
export function signingKey(secretAccessKey: string, day: string, region: string, service: string): Buffer {
  let key: string | Buffer = secretAccessKey;
  for (const part of [day, region, service, 'request']) key = createHmac('sha256', key).update(part).digest();
  return key as Buffer;
}

/** Signing keys by secret, day, region and service; the oldest are dropped when there are too many. */
export class SigningKeys {
  readonly #keys: BoundedMap<string, Buffer>;
  /** The one used last: most calls follow one of the same kind. */
  #last = { secretAccessKey: '', day: '', region: '', service: '', key: Buffer.alloc(0) as Buffer };

  constructor(maxSize = 200) {
    this.#keys = new BoundedMap(maxSize);
  }

  get size(): number {
    return this.#keys.size;
  }

  of(secretAccessKey: string, day: string, region: string, service: string): Buffer {
    const last = this.#last;
    if (
      last.day === day &&
      last.region === region &&
      last.service === service &&
      last.secretAccessKey === secretAccessKey
    )
      return last.key;
    const name = `${day}/${region}/${service}/${secretAccessKey}`;
    const key = this.#keys.get(name) ?? signingKey(secretAccessKey, day, region, service);
    this.#keys.set(name, key);
    this.#last = { secretAccessKey, day, region, service, key };
    return key;
  }
}
