import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { accountNames } from '../shared/database.js';

/** What an account can do beyond its facts. */
export interface DBAccountExtras {
  /** Gives it another password; it never goes into an error or a log. */
  resetPassword(password: string, options?: CallOptions): Promise<void>;
  /** Sets all that it may do in the instance, in the place of what it might before: `setPrivileges(['Login', 'Inherit'])`. */
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
