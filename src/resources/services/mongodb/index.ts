import type { Resource } from '../../resource.js';
import { collectionOf } from '../../relations.js';
import { database, type DatabaseAllowListExtras, type DatabaseInstanceExtras } from '../shared/database.js';
import type { RelatedList } from '../../types.js';
import { DBAccount } from './account.js';

export type { DBAccountExtras } from './account.js';
export type AllowListExtras = DatabaseAllowListExtras<'mongodb'>;

/** The curated methods of an instance. */
export interface DBInstanceExtras extends DatabaseInstanceExtras<'mongodb'> {
  /** Lists its databases, each with the names of its collections. */
  databases(): RelatedList<'mongodb.Database'>;
}

export default database('mongodb', {
  account: DBAccount,
  shortNames: { endpoints: 'dbEndpoints' },
  methods: {
    databases(this: Resource) {
      return collectionOf(this, 'mongodb', 'Database').list({ InstanceID: this.id });
    },
  },
});
