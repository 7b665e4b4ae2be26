import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Resource } from '../../resource.js';
import { accountNames } from '../shared/database.js';

/** Curated methods of an account. Accounts of the same name differ by the database they log in to, which is known once the account was read. */
export interface DBAccountExtras {
  /** Changes the password; errors and logs never show it. */
  resetPassword(password: string, options?: CallOptions): Promise<void>;
  /** Sets its roles, by database: `setPrivileges({ shop: ['readWrite'] })`. */
  setPrivileges(roles: Readonly<Record<string, readonly string[]>>, options?: CallOptions): Promise<void>;
}

export const DBAccount = curate<DBAccountExtras>({
  accessors: accountNames,
  methods: {
    async resetPassword(password, options) {
      await this.perform('ResetDBAccount', { ...loginOf(this), AccountPassword: password }, options);
    },
    async setPrivileges(roles, options) {
      const AccountDBPrivileges = Object.entries(roles).map(([DBName, RoleNames]) => ({ DBName, RoleNames }));
      await this.perform('UpdateDBAccountPrivilege', { ...loginOf(this), AccountDBPrivileges }, options);
    },
  },
});

function loginOf(account: Resource): Record<string, unknown> {
  const database = account.isLoaded ? account.data['AuthDB'] : undefined;
  return database ? { AuthDB: database } : {};
}
