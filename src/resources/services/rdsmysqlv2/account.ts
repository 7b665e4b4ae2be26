import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, idsOf, type Ref } from '../../refs.js';
import { accountNames } from '../shared/database.js';
import type { Resource } from '../../resource.js';

/** What an account may do with a database. */
export type AccountPrivilege = 'ReadWrite' | 'ReadOnly' | 'DDLOnly' | 'DMLOnly' | 'Custom' | (string & {});

/** What an account can do beyond its facts. One that was read is told from its namesakes by its host. */
export interface DBAccountExtras {
  /** Gives it another password; it never goes into an error or a log. */
  resetPassword(password: string, options?: CallOptions): Promise<void>;
  /** Lets it use a database: `grant(database, 'ReadWrite')`. */
  grant(
    database: Ref<'rdsmysqlv2.Database'>,
    privilege: AccountPrivilege,
    options?: CallOptions & {
      /** Of `Custom`: the privileges themselves, separated by commas. */
      readonly detail?: string;
    },
  ): Promise<void>;
  /** Takes all that it may do with databases away. */
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
