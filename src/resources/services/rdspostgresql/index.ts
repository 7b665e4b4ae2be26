import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import { idOf, type Ref } from '../../refs.js';
import {
  database,
  type DatabaseAllowListExtras,
  type DatabaseInstanceExtras,
  type ParametersExtras,
} from '../shared/database.js';
import { DBAccount } from './account.js';

export type { DBAccountExtras } from './account.js';
export type { ParameterValues } from '../shared/database.js';
export type AllowListExtras = DatabaseAllowListExtras<'rdspostgresql'>;
/** Curated methods of an instance. */
export interface DBInstanceExtras extends DatabaseInstanceExtras<'rdspostgresql'>, ParametersExtras {}

/** Curated methods of a database. */
export interface DatabaseExtras {
  /** Makes an account the owner of the database. */
  setOwner(account: Ref<'rdspostgresql.DBAccount'>, options?: CallOptions): Promise<void>;
}

const curated: CuratedService = {
  ...database('rdspostgresql', {
    account: DBAccount,
    parameters: {
      action: 'ModifyDBInstanceParameters',
      member: 'Parameters',
      entry: (name, value) => ({ Name: name, Value: value }),
    },
  }),
  DBEndpoint: curate({ accessors: { many: 'endpoints', one: 'endpoint' } }),
  Database: curate<DatabaseExtras>({
    methods: {
      async setOwner(account, options) {
        await this.perform('ModifyDatabaseOwner', { Owner: idOf(this, account) }, options);
      },
    },
  }),
};
export default curated;
