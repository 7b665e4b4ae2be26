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

export type { DBAccountExtras } from './account.js';
export type { ParameterValues } from '../shared/database-instance.js';
export type AllowListExtras = DatabaseAllowListExtras<'redis'>;
/** What an instance can do beyond its facts. */
export interface DBInstanceExtras extends DatabaseInstanceExtras<'redis'>, ParametersExtras {}

const curated: CuratedService = {
  AllowList: allowList(),
  DBAccount,
  DBInstance: curate<DBInstanceExtras>({
    accessors: instanceNames,
    shortNames: { accounts: 'dbAccounts', parameters: 'params' },
    methods: {
      ...databaseInstance('redis'),
      async setParameters(values, options) {
        const ParamValues = Object.entries(values).map(([Name, value]) => ({ Name, Value: String(value) }));
        await this.perform('ModifyDBInstanceParams', { ParamValues }, options);
      },
    },
  }),
};
export default curated;
