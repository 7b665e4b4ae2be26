import {
  database,
  type DatabaseAllowListExtras,
  type DatabaseInstanceExtras,
  type ParametersExtras,
} from '../shared/database.js';
import { DBAccount } from './account.js';

export type { DBAccountExtras } from './account.js';
export type { ParameterValues } from '../shared/database.js';
export type AllowListExtras = DatabaseAllowListExtras<'redis'>;
/** The curated methods of an instance. */
export interface DBInstanceExtras extends DatabaseInstanceExtras<'redis'>, ParametersExtras {}

export default database('redis', {
  account: DBAccount,
  shortNames: { parameters: 'params' },
  parameters: {
    action: 'ModifyDBInstanceParams',
    member: 'ParamValues',
    entry: (name, value) => ({ Name: name, Value: value }),
  },
});
