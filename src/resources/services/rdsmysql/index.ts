import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import { idOf, type Ref } from '../../refs.js';

/** Curated methods of an account. */
export interface AccountExtras {
  /** Grants privileges on a database: `grant(database, 'ReadWrite')`. */
  grant(
    database: Ref<'rdsmysql.Database'>,
    privilege: 'ReadWrite' | 'ReadOnly' | 'DDLOnly' | 'DMLOnly' | 'Custom' | 'NONE',
    options?: CallOptions & {
      /** With `Custom`: the privileges. */
      readonly detail?: string;
    },
  ): Promise<void>;
}

const curated: CuratedService = {
  Account: curate<AccountExtras>({
    methods: {
      async grant(database, privilege, { detail, ...options } = {}) {
        const request = {
          DBName: idOf(this, database),
          AccountPrivilege: privilege,
          AccountPrivilegeStr: detail,
        };
        await this.perform('GrantAccountPrivilege', request, options);
      },
    },
  }),
  DBInstance: curate({ accessors: { many: 'instances', one: 'instance' } }),
};
export default curated;
