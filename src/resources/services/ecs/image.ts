import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';

/** Curated methods of an image. */
export interface ImageExtras {
  /** Shares the image with other accounts. */
  shareWith(accountIds: readonly string[], options?: CallOptions): Promise<void>;
  /** Stops sharing the image with other accounts. */
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
