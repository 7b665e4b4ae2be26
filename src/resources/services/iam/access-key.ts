import type { CallOptions } from '../../../types/call.js';
import type { Credentials } from '../../../types/credentials.js';
import { ResourceError } from '../../../errors/resource.js';
import { curate } from '../../curate.js';
import type { Resource } from '../../resource.js';
import { withHidden } from '../shared/hidden.js';

/**
 * A new access key, usable as `credentials` of a client. The API returns `secretAccessKey` only once;
 * it is not shown by `console.log`, `JSON.stringify` or a copy.
 */
export type NewAccessKey = Readonly<Pick<Credentials, 'accessKeyId' | 'secretAccessKey'>>;

/** Curated methods of an access key. */
export interface AccessKeyExtras {
  /** Activates the key. A key that was not read counts as one of the caller. */
  activate(options?: CallOptions): Promise<void>;
  /** Deactivates the key. */
  deactivate(options?: CallOptions): Promise<void>;
}

/** Curated methods of the collection of access keys. */
export interface AccessKeyCollectionExtras {
  /** Makes a key, with its secret, for the caller or for a user. */
  issue(options?: CallOptions & { readonly userName?: string }): Promise<NewAccessKey>;
}

export const AccessKey = curate<AccessKeyExtras, AccessKeyCollectionExtras>({
  methods: {
    async activate(options) {
      await setStatus(this, 'active', options);
    },
    async deactivate(options) {
      await setStatus(this, 'inactive', options);
    },
  },
  collectionMethods: {
    async issue({ userName, ...options } = {}) {
      const key = await this.create().from({ UserName: userName }).run(options);
      return newKey((key as Resource).created);
    },
  },
});

async function setStatus(key: Resource, Status: string, options: CallOptions | undefined): Promise<void> {
  await key.perform('UpdateAccessKey', { Status }, options);
}

/** The key in the response of its creation. */
export function newKey(response: unknown): NewAccessKey {
  const { AccessKey: made } = response as {
    AccessKey?: { readonly AccessKeyId?: string; readonly SecretAccessKey?: string };
  };
  if (made?.AccessKeyId === undefined || made.SecretAccessKey === undefined) {
    throw new ResourceError(
      'CreateAccessKey succeeded, but its response lacks the key: look into the list of access keys',
    );
  }
  return withHidden({ accessKeyId: made.AccessKeyId }, { secretAccessKey: made.SecretAccessKey });
}
