import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, idsOf, type Ref } from '../../refs.js';
import { accountNames } from '../shared/database.js';
import type { Resource } from '../../resource.js';

/** The privileges of an account on a database. */
export type AccountPrivilege = 'ReadWrite' | 'ReadOnly' | 'DDLOnly' | 'DMLOnly' | 'Custom' | (string & {});

/** Curated methods of an account. Accounts of the same name differ by their host, which is known once the account was read. */
export interface DBAccountExtras {
  /** Changes the password; errors and logs never show it. */
  resetPassword(password: string, options?: CallOptions): Promise<void>;
  /** Grants privileges on a database: `grant(database, 'ReadWrite')`. */
  grant(
    database: Ref<'rdsmysqlv2.Database'>,
    privilege: AccountPrivilege,
    options?: CallOptions & {
      /** With `Custom`: the privileges, separated by commas. */
      readonly detail?: string;
    },
  ): Promise<void>;
  /** Revokes all privileges on databases. */
  revoke(
    databases: Ref<'rdsmysqlv2.Database'> | readonly Ref<'rdsmysqlv2.Database'>[],
    options?: CallOptions,
  ): Promise<void>;
}

export const DBAccount = curate<DBAccountExtras>({
  accessors: accountNames,
  methods: {
    async resetPassword(password, options) {
      await this.perform('ResetDBAccount', { ...hostOf(this), AccountPassword: password }, options);
    },
    async grant(database, privilege, { detail, ...options } = {}) {
      const granted = {
        DBName: idOf(this, database),
        AccountPrivilege: privilege,
        AccountPrivilegeDetail: detail,
      };
      const request = { ...hostOf(this), AccountPrivileges: [granted] };
      await this.perform('GrantDBAccountPrivilege', request, options);
    },
    async revoke(databases, options) {
      const request = { ...hostOf(this), DBNames: idsOf(this, databases).join(',') };
      await this.perform('RevokeDBAccountPrivilege', request, options);
    },
  },
});

function hostOf(account: Resource): Record<string, unknown> {
  const host = account.isLoaded ? account.data['Host'] : undefined;
  return host ? { Host: host } : {};
}
