import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { globalIdOf, type Ref } from '../../refs.js';
import { collectionOf } from '../../relations.js';
import type { RelatedList } from '../../types.js';
import { newKey, type NewAccessKey } from './access-key.js';
import { policyHolder, type PolicyHolderExtras } from './policy-holder.js';

/** Curated methods of a user. */
export interface UserExtras extends PolicyHolderExtras {
  /** Makes an access key; its secret is returned only once. */
  createAccessKey(options?: CallOptions): Promise<NewAccessKey>;
  /** Lists the access keys of the user, without their secrets. */
  accessKeys(): RelatedList<'iam.AccessKey'>;
  joinGroup(group: Ref<'iam.Group'>, options?: CallOptions): Promise<void>;
  leaveGroup(group: Ref<'iam.Group'>, options?: CallOptions): Promise<void>;
}

export const User = curate<UserExtras>({
  shortNames: { policies: 'attachedUserPolicies', groups: 'groupsForUsers' },
  methods: {
    ...policyHolder('AttachUserPolicy', 'DetachUserPolicy'),
    async createAccessKey(options) {
      return newKey(await this.perform('CreateAccessKey', {}, options));
    },
    accessKeys() {
      return collectionOf(this, 'iam', 'AccessKey').find({ UserName: this.id });
    },
    async joinGroup(group, options) {
      await this.perform('AddUserToGroup', { UserGroupName: globalIdOf(group) }, options);
    },
    async leaveGroup(group, options) {
      await this.perform('RemoveUserFromGroup', { UserGroupName: globalIdOf(group) }, options);
    },
  },
});
