import type { CallOptions } from '../../../types/call.js';
import type { Credentials } from '../../../types/credentials.js';
import { ResourceError } from '../../../errors/resource.js';
import { curate } from '../../curate.js';
import type { Resource } from '../../resource.js';
import { withHidden } from '../shared/hidden.js';

/**
 * A new access key; usable as `credentials` of a client. The API tells `secretAccessKey` this once and never again;
 * it is not shown by `console.log`, `JSON.stringify` or a copy.
 */
export type NewAccessKey = Readonly<Pick<Credentials, 'accessKeyId' | 'secretAccessKey'>>;

/** What an access key can do beyond its facts. */
export interface AccessKeyExtras {
  /** Lets it sign again. A key that was not read is taken for one of the caller's own. */
  activate(options?: CallOptions): Promise<void>;
  /** Keeps it from signing. */
  deactivate(options?: CallOptions): Promise<void>;
}

/** What all access keys can do beyond their facts. */
export interface AccessKeyCollectionExtras {
  /** Makes a key, with its secret, for the caller or for a user; `create()` gives the resource without the secret. */
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
      const request = userName === undefined ? {} : { UserName: userName };
      return newKey(await this.context.dispatcher.send('CreateAccessKey', request, options));
    },
  },
});

async function setStatus(key: Resource, Status: string, options: CallOptions | undefined): Promise<void> {
  const owner = key.isLoaded ? key.data['UserName'] : undefined;
  await key.perform('UpdateAccessKey', { Status, ...(owner ? { UserName: owner } : {}) }, options);
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
