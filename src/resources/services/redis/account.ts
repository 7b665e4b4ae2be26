import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { accountNames } from '../shared/database.js';

/** Curated methods of an account. */
export interface DBAccountExtras {
  /** Changes the password; errors and logs never show it. */
  resetPassword(password: string, options?: CallOptions): Promise<void>;
  /** Sets the role of the account. */
  setRole(
    role: 'Administrator' | 'ReadWrite' | 'ReadOnly' | 'NotDangerous' | (string & {}),
    options?: CallOptions,
  ): Promise<void>;
}

export const DBAccount = curate<DBAccountExtras>({
  accessors: accountNames,
  shortNames: { role: 'roleName' },
  methods: {
    async resetPassword(password, options) {
      await this.perform('ModifyDBAccount', { Password: password }, options);
    },
    async setRole(role, options) {
      await this.perform('ModifyDBAccount', { RoleName: role }, options);
    },
  },
});
