import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import { collectionOf } from '../../relations.js';
import {
  allowList,
  databaseInstance,
  instanceNames,
  type DatabaseAllowListExtras,
  type DatabaseInstanceExtras,
} from '../shared/database-instance.js';
import type { RelatedList } from '../../types.js';
import { DBAccount } from './account.js';

export type { DBAccountExtras } from './account.js';
export type AllowListExtras = DatabaseAllowListExtras<'mongodb'>;

/** What an instance can do beyond its facts. */
export interface DBInstanceExtras extends DatabaseInstanceExtras<'mongodb'> {
  /** Lists the databases in it, each with the names of its collections. */
  databases(): RelatedList<'mongodb.Database'>;
}

const curated: CuratedService = {
  AllowList: allowList(),
  DBAccount,
  DBInstance: curate<DBInstanceExtras>({
    accessors: instanceNames,
    shortNames: { accounts: 'dbAccounts', endpoints: 'dbEndpoints' },
    methods: {
      ...databaseInstance('mongodb'),
      databases() {
        return collectionOf(this, 'mongodb', 'Database').list({ InstanceID: this.id });
      },
    },
  }),
};
export default curated;
