import type { CallOptions } from '../../../types/call.js';
import { ResourceError } from '../../../errors/resource.js';
import { globalIdOf, type Ref } from '../../refs.js';
import { collectionOf } from '../../relations.js';
import { Resource } from '../../resource.js';

/** Options of attaching and detaching a policy. */
export interface PolicyOptions extends CallOptions {
  /** Whether the policy is predefined by the cloud or belongs to the account. @defaultValue from the data last read; otherwise policies are listed to find out */
  readonly type?: 'System' | 'Custom';
}

/** A policy, or an attached policy as `policies()` lists them. */
export type PolicyRef = Ref<
  'iam.Policy' | 'iam.AttachedUserPolicy' | 'iam.AttachedRolePolicy' | 'iam.AttachedUserGroupPolicy'
>;

/** Methods of users, roles and groups that concern policies. */
export interface PolicyHolderExtras {
  /** Attaches a policy: `attach('ECSReadOnlyAccess')`. */
  attach(policy: PolicyRef, options?: PolicyOptions): Promise<void>;
  /** Detaches a policy, also one that `policies()` lists; `delete()` of that one does the same. */
  detach(policy: PolicyRef, options?: PolicyOptions): Promise<void>;
}

/** Makes the two methods for one kind of holder from its actions. */
export function policyHolder(attach: string, detach: string) {
  return {
    async attach(this: Resource, policy: PolicyRef, options: PolicyOptions = {}): Promise<void> {
      const { type, ...call } = options;
      await this.perform(attach, await policyMembers(this, policy, type, call), call);
    },
    async detach(this: Resource, policy: PolicyRef, options: PolicyOptions = {}): Promise<void> {
      const { type, ...call } = options;
      await this.perform(detach, await policyMembers(this, policy, type, call), call);
    },
  };
}

/** The identity of a policy: its name, and its type where the object has it. */
export async function policyMembers(
  resource: Resource,
  policy: PolicyRef | Resource,
  type: string | undefined,
  options: CallOptions,
): Promise<{ readonly PolicyName: string; readonly PolicyType: unknown }> {
  const PolicyName = policy instanceof Resource ? String(policy.id) : globalIdOf(policy);
  const knownType = policy instanceof Resource && policy.isLoaded ? policy.data['PolicyType'] : undefined;
  const PolicyType = type ?? knownType ?? (await findType(resource, PolicyName, options));
  return { PolicyName, PolicyType };
}

async function findType(resource: Resource, name: string, options: CallOptions): Promise<unknown> {
  const found = collectionOf(resource, 'iam', 'Policy').find({ Query: name }).options(options);
  for await (const policy of found) {
    if ((policy as Resource).id === name) return (policy as Resource).data['PolicyType'];
  }
  throw new ResourceError(`There is no policy ${name}: neither the account's own nor one of the system`);
}
