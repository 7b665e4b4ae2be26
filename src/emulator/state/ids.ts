import { randomBytes } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Creates ids, keys and request ids like the cloud's: the same for the same seed and order of calls, except for random
 * keys.
 */
export class Ids {
  readonly #seed: number;
  readonly #hasRandomKeys: boolean;
  /** The number of ids created so far; a snapshot keeps it. */
  count = 0;

  /** @param hasRandomKeys - whether nobody may know the access keys from the seed */
  constructor(seed: string | number, { hasRandomKeys = false } = {}) {
    this.#seed = hash(String(seed));
    this.#hasRandomKeys = hasRandomKeys;
  }

  /** Random characters of an alphabet. */
  text(length: number, alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'): string {
    this.count += 1;
    const random = randomNumbers(this.#seed ^ Math.imul(this.count, 0x9e3779b1));
    let text = '';
    while (text.length < length) text += alphabet[random() % alphabet.length];
    return text;
  }

  /** An id of a resource: `i-3tiefmkskq3vj0qrvp2k`. */
  resource(prefix: string): string {
    return `${prefix}-${this.text(20)}`;
  }

  /** An id for services that use safe integers. */
  integer(): number {
    return 1_000_000 + Number.parseInt(this.text(9, '0123456789'), 10);
  }

  uuid(): string {
    const hex = this.text(32, '0123456789abcdef');
    return [8, 12, 16, 20, 32].map((end, i) => hex.slice([0, 8, 12, 16, 20][i], end)).join('-');
  }

  /** A request id: the time to the second, then 20 hexadecimal digits. */
  request(nowMs: number): string {
    const time = new Date(nowMs).toISOString().replace(/[-:T]|\..*/g, '');
    return time + this.text(20, '0123456789ABCDEF');
  }

  accessKeyId(kind: 'AKLT' | 'AKTP'): string {
    return kind + this.#keyText(44, letters);
  }

  secretAccessKey(): string {
    return `${this.#keyText(58, letters)}==`;
  }

  sessionToken(): string {
    return `STS${this.#keyText(96, 'abcdefghijklmnopqrstuvwxyz0123456789')}`;
  }

  #keyText(length: number, alphabet: string): string {
    if (!this.#hasRandomKeys) return this.text(length, alphabet);
    // It counts as one id, so that the ids after it are the same with random keys and without.
    this.count += 1;
    let text = '';
    while (text.length < length) {
      // A byte beyond the largest multiple would favour the first letters.
      const byte = randomBytes(1)[0] ?? 255;
      if (byte < 256 - (256 % alphabet.length)) text += alphabet[byte % alphabet.length];
    }
    return text;
  }
}

/** A 32-bit hash of a text (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** A generator of pseudo-random 32-bit numbers (splitmix32). */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let value = state ^ (state >>> 16);
    value = Math.imul(value, 0x21f0aaad);
    value ^= value >>> 15;
    value = Math.imul(value, 0x735a2d97);
    return (value ^ (value >>> 15)) >>> 0;
  };
}
