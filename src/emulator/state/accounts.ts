import type { Credentials } from '../../types/credentials.js';

/** Who acts: the account itself, one of its users, or someone in one of its roles. */
export interface Principal {
  readonly kind: 'root' | 'user' | 'role';
  readonly name: string;
}

/** Whose access key signed a call. */
export interface Caller {
  readonly account: string;
  readonly accessKeyId: string;
  readonly principal: Principal;
  /** The policy that was passed when a role was assumed; it restricts what the role may do. */
  readonly sessionPolicy?: string | undefined;
}

/** A key that signs calls. */
export interface AccessKey extends Caller {
  readonly secretAccessKey: string;
  /** Temporary keys: the token that requests must carry. */
  readonly sessionToken?: string | undefined;
  /** Temporary keys: when they expire, in milliseconds since 1970. */
  readonly expiresAtMs?: number | undefined;
  readonly isInactive?: boolean | undefined;
}

/** The access keys of all accounts. */
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

/** A key in the form that a client takes. */
export function credentialsOf(key: AccessKey): Credentials {
  return {
    accessKeyId: key.accessKeyId,
    secretAccessKey: key.secretAccessKey,
    ...(key.sessionToken !== undefined && { sessionToken: key.sessionToken }),
    ...(key.expiresAtMs !== undefined && { expiration: new Date(key.expiresAtMs) }),
  };
}
