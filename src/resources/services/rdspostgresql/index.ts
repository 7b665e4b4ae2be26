import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import { idOf, type Ref } from '../../refs.js';
import {
  allowList,
  databaseInstance,
  instanceNames,
  type DatabaseAllowListExtras,
  type DatabaseInstanceExtras,
  type ParametersExtras,
} from '../shared/database-instance.js';
import { DBAccount } from './account.js';

export type { DBAccountExtras } from './account.js';
export type { ParameterValues } from '../shared/database-instance.js';
export type AllowListExtras = DatabaseAllowListExtras<'rdspostgresql'>;
/** What an instance can do beyond its facts. */
export interface DBInstanceExtras extends DatabaseInstanceExtras<'rdspostgresql'>, ParametersExtras {}

/** What a database can do beyond its facts. */
export interface DatabaseExtras {
  /** Makes an account its owner. */
  setOwner(account: Ref<'rdspostgresql.DBAccount'>, options?: CallOptions): Promise<void>;
}

const curated: CuratedService = {
  AllowList: allowList(),
  DBAccount,
  DBEndpoint: curate({ accessors: { many: 'endpoints', one: 'endpoint' } }),
  DBInstance: curate<DBInstanceExtras>({
    accessors: instanceNames,
    shortNames: { accounts: 'dbAccounts' },
    methods: {
      ...databaseInstance('rdspostgresql'),
      async setParameters(values, options) {
        const Parameters = Object.entries(values).map(([Name, value]) => ({ Name, Value: String(value) }));
        await this.perform('ModifyDBInstanceParameters', { Parameters }, options);
      },
    },
  }),
  Database: curate<DatabaseExtras>({
    methods: {
      async setOwner(account, options) {
        await this.perform('ModifyDatabaseOwner', { Owner: idOf(this, account) }, options);
      },
    },
  }),
};
export default curated;
