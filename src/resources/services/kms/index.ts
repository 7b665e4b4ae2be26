import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import { collectionOf } from '../../relations.js';
import type { RelatedList } from '../../types.js';
import { Key } from './key.js';
import { Secret } from './secret.js';

export type { DataKey, KeyExtras, SealOptions } from './key.js';
export type { SecretExtras, SecretVersionChoice } from './secret.js';

/** Curated methods of a keyring. */
export interface KeyringExtras {
  /** Lists the keys in the keyring. */
  keys(): RelatedList<'kms.Key'>;
}

const curated: CuratedService = {
  Key,
  Keyring: curate<KeyringExtras>({
    methods: {
      keys() {
        return collectionOf(this, 'kms', 'Key').find({ KeyringID: this.id });
      },
    },
  }),
  Secret,
};
export default curated;
