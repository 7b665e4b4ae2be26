import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import {
  allowList,
  databaseInstance,
  instanceNames,
  type DatabaseAllowListExtras,
  type DatabaseInstanceExtras,
  type ParametersExtras,
} from '../shared/database-instance.js';
import { DBAccount } from './account.js';

export type { AccountPrivilege, DBAccountExtras } from './account.js';
export type { ParameterValues } from '../shared/database-instance.js';
export type AllowListExtras = DatabaseAllowListExtras<'rdsmysqlv2'>;
/** What an instance can do beyond its facts. */
export interface DBInstanceExtras extends DatabaseInstanceExtras<'rdsmysqlv2'>, ParametersExtras {}

const curated: CuratedService = {
  AllowList: allowList(),
  DBAccount,
  DBEndpoint: curate({ accessors: { many: 'endpoints', one: 'endpoint' } }),
  DBInstance: curate<DBInstanceExtras>({
    accessors: instanceNames,
    shortNames: { accounts: 'dbAccounts', endpoints: 'dbEndpoints' },
    methods: {
      ...databaseInstance('rdsmysqlv2'),
      async setParameters(values, options) {
        const Parameters = Object.entries(values).map(([name, value]) => ({
          ParameterName: name,
          ParameterValue: String(value),
        }));
        await this.perform('ModifyDBInstanceParameters', { Parameters }, options);
      },
    },
  }),
};
export default curated;
