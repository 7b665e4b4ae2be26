import type { CallOptions } from '../../../types/call.js';
import { ResourceError } from '../../../errors/resource.js';
import { globalIdOf, type Ref } from '../../refs.js';
import { collectionOf } from '../../relations.js';
import { Resource } from '../../resource.js';

/** How a policy is attached and detached. */
export interface PolicyOptions extends CallOptions {
  /** Whose policy it is: the cloud's or the account's. @defaultValue as read; where it was not read, its list is looked through */
  readonly type?: 'System' | 'Custom';
}

/** What users, roles and groups can do with policies. */
export interface PolicyHolderExtras {
  /** Gives it what a policy allows: `attach('ECSReadOnlyAccess')`. */
  attach(policy: Ref<'iam.Policy'>, options?: PolicyOptions): Promise<void>;
  /** Takes it away again. */
  detach(policy: Ref<'iam.Policy'>, options?: PolicyOptions): Promise<void>;
}

/** The two methods, by the actions of one kind of holder. */
export function policyHolder(attach: string, detach: string) {
  return {
    async attach(this: Resource, policy: Ref<'iam.Policy'>, options: PolicyOptions = {}): Promise<void> {
      const { type, ...call } = options;
      await this.perform(attach, await policyMembers(this, policy, type, call), call);
    },
    async detach(this: Resource, policy: Ref<'iam.Policy'>, options: PolicyOptions = {}): Promise<void> {
      const { type, ...call } = options;
      await this.perform(detach, await policyMembers(this, policy, type, call), call);
    },
  };
}

/** What addresses a policy: its name and, which not every object knows, its type. */
export async function policyMembers(
  resource: Resource,
  policy: Ref<'iam.Policy'> | Resource,
  type: string | undefined,
  options: CallOptions,
): Promise<{ readonly PolicyName: string; readonly PolicyType: unknown }> {
  const PolicyName = policy instanceof Resource ? String(policy.id) : globalIdOf(policy);
  const told = policy instanceof Resource && policy.isLoaded ? policy.data['PolicyType'] : undefined;
  const PolicyType = type ?? told ?? (await findType(resource, PolicyName, options));
  return { PolicyName, PolicyType };
}

async function findType(resource: Resource, name: string, options: CallOptions): Promise<unknown> {
  const found = collectionOf(resource, 'iam', 'Policy').find({ Query: name }).options(options);
  for await (const policy of found) {
    if ((policy as Resource).id === name) return (policy as Resource).data['PolicyType'];
  }
  throw new ResourceError(`There is no policy ${name}: neither the account's own nor one of the system`);
}
