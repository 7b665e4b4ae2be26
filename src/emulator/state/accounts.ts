import type { Credentials } from '../../types/credentials.js';

/** Who acts: the account itself, one of its users, or somebody in one of its roles. */
export interface Principal {
  readonly kind: 'root' | 'user' | 'role';
  readonly name: string;
}

/** Who calls: whose key signed. */
export interface Caller {
  readonly account: string;
  readonly accessKeyId: string;
  readonly principal: Principal;
  /** A policy handed along when a role was assumed: it narrows what the role may do. */
  readonly sessionPolicy?: string | undefined;
}

/** A key that signs. */
export interface AccessKey extends Caller {
  readonly secretAccessKey: string;
  /** Of temporary keys: the token that has to come along, and when it ends, in milliseconds since 1970. */
  readonly sessionToken?: string | undefined;
  readonly expiresAtMs?: number | undefined;
  readonly isInactive?: boolean | undefined;
}

/** The access keys that this cloud knows, whoever has them. */
export class Accounts {
  readonly #keys = new Map<string, AccessKey>();

  add(key: AccessKey): void {
    this.#keys.set(key.accessKeyId, key);
  }

  get(accessKeyId: string): AccessKey | undefined {
    return this.#keys.get(accessKeyId);
  }

  remove(accessKeyId: string): void {
    this.#keys.delete(accessKeyId);
  }

  all(): Iterable<AccessKey> {
    return this.#keys.values();
  }

  clear(): void {
    this.#keys.clear();
  }
}

/** A key as a client takes it. */
export function credentialsOf(key: AccessKey): Credentials {
  return {
    accessKeyId: key.accessKeyId,
    secretAccessKey: key.secretAccessKey,
    ...(key.sessionToken !== undefined && { sessionToken: key.sessionToken }),
    ...(key.expiresAtMs !== undefined && { expiration: new Date(key.expiresAtMs) }),
  };
}
