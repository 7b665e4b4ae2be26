import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { accountNames } from '../shared/database.js';

/** Curated methods of an account. */
export interface DBAccountExtras {
  /** Changes the password; errors and logs never show it. */
  resetPassword(password: string, options?: CallOptions): Promise<void>;
  /** Replaces the privileges of the account in the instance: `setPrivileges(['Login', 'Inherit'])`. */
  setPrivileges(
    privileges: readonly ('Login' | 'Inherit' | 'CreateRole' | 'CreateDB' | (string & {}))[],
    options?: CallOptions,
  ): Promise<void>;
}

export const DBAccount = curate<DBAccountExtras>({
  accessors: accountNames,
  methods: {
    async resetPassword(password, options) {
      await this.perform('ResetDBAccount', { AccountPassword: password }, options);
    },
    async setPrivileges(privileges, options) {
      const request = { AccountPrivileges: privileges.join(',') };
      await this.perform('ModifyDBAccountPrivilege', request, options);
    },
  },
});
