import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { globalIdOf, type Ref } from '../../refs.js';
import { policyHolder, type PolicyHolderExtras } from './policy-holder.js';

/** Curated methods of a group. */
export interface GroupExtras extends PolicyHolderExtras {
  addUser(user: Ref<'iam.User'>, options?: CallOptions): Promise<void>;
  removeUser(user: Ref<'iam.User'>, options?: CallOptions): Promise<void>;
}

export const Group = curate<GroupExtras>({
  shortNames: { policies: 'attachedUserGroupPolicies', users: 'usersForGroups' },
  methods: {
    ...policyHolder('AttachUserGroupPolicy', 'DetachUserGroupPolicy'),
    async addUser(user, options) {
      await this.perform('AddUserToGroup', { UserName: globalIdOf(user) }, options);
    },
    async removeUser(user, options) {
      await this.perform('RemoveUserFromGroup', { UserName: globalIdOf(user) }, options);
    },
  },
});
