import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';

/** What an image can do beyond its facts. */
export interface ImageExtras {
  /** Lets other accounts use it. */
  shareWith(accountIds: readonly string[], options?: CallOptions): Promise<void>;
  /** Takes it back from other accounts. */
  unshareFrom(accountIds: readonly string[], options?: CallOptions): Promise<void>;
}

export const Image = curate<ImageExtras>({
  methods: {
    async shareWith(accountIds, options) {
      await this.perform('ModifyImageSharePermission', { AddAccounts: accountIds }, options);
    },
    async unshareFrom(accountIds, options) {
      await this.perform('ModifyImageSharePermission', { RemoveAccounts: accountIds }, options);
    },
  },
});
