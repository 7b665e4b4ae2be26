import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { accountNames } from '../shared/database.js';

/** What an account can do beyond its facts. */
export interface DBAccountExtras {
  /** Gives it another password; it never goes into an error or a log. */
  resetPassword(password: string, options?: CallOptions): Promise<void>;
  /** Sets what it may do. */
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
