import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import {
  database,
  type DatabaseAllowListExtras,
  type DatabaseInstanceExtras,
  type ParametersExtras,
} from '../shared/database.js';
import { DBAccount } from './account.js';

export type { AccountPrivilege, DBAccountExtras } from './account.js';
export type { ParameterValues } from '../shared/database.js';
export type AllowListExtras = DatabaseAllowListExtras<'rdsmysqlv2'>;
/** The curated methods of an instance. */
export interface DBInstanceExtras extends DatabaseInstanceExtras<'rdsmysqlv2'>, ParametersExtras {}

const curated: CuratedService = {
  ...database('rdsmysqlv2', {
    account: DBAccount,
    shortNames: { endpoints: 'dbEndpoints' },
    parameters: {
      action: 'ModifyDBInstanceParameters',
      member: 'Parameters',
      entry: (name, value) => ({ ParameterName: name, ParameterValue: value }),
    },
  }),
  DBEndpoint: curate({ accessors: { many: 'endpoints', one: 'endpoint' } }),
};
export default curated;
