import { withCapitalArticle } from '../../../catalog/names.js';
import type { CallOptions } from '../../../types/call.js';
import { ResourceError } from '../../../errors/resource.js';
import { curate } from '../../curate.js';
import { createIn } from '../../relations.js';
import type { Ref } from '../../refs.js';
import type { Resource } from '../../resource.js';
import type { Related } from '../../types.js';
import { documentText, parseDocument, type PolicyDocument } from './policy-document.js';
import { policyMembers, type PolicyOptions } from './policy-holder.js';

// The actions that attach and detach, by resource type, and the member that names the holder.
const holders = {
  'iam.User': ['AttachUserPolicy', 'DetachUserPolicy', 'UserName'],
  'iam.Role': ['AttachRolePolicy', 'DetachRolePolicy', 'RoleName'],
  'iam.Group': ['AttachUserGroupPolicy', 'DetachUserGroupPolicy', 'UserGroupName'],
} as const;

/** What a policy can be attached to. */
export type PolicyHolder = Exclude<Ref<keyof typeof holders>, string>;

/** Curated methods of a policy. */
export interface PolicyExtras {
  /** Attaches the policy to a user, a role or a group. */
  attachTo(holder: PolicyHolder, options?: PolicyOptions): Promise<void>;
  /** Detaches the policy from a user, a role or a group. */
  detachFrom(holder: PolicyHolder, options?: PolicyOptions): Promise<void>;
  /** The document of the policy, from the data last read. */
  document(): PolicyDocument;
  /** Replaces the document of the policy. */
  setDocument(document: PolicyDocument | string, options?: CallOptions): Promise<void>;
}

/** A policy to create. */
export interface NewPolicy {
  readonly name: string;
  readonly document: PolicyDocument | string;
  readonly description?: string;
}

/** Curated methods of the collection of policies. */
export interface PolicyCollectionExtras {
  /** Creates a policy: `define({ name: 'read-images', document: { Statement: […] } })`. */
  define(policy: NewPolicy, options?: CallOptions): Promise<Related<'iam.Policy'>>;
}

export const Policy = curate<PolicyExtras, PolicyCollectionExtras>({
  shortNames: { entities: 'entitiesForPolicies', type: 'policyType' },
  methods: {
    async attachTo(holder, options) {
      await change(this, 0, holder, options);
    },
    async detachFrom(holder, options) {
      await change(this, 1, holder, options);
    },
    document() {
      return parseDocument(this.member('PolicyDocument'), `document of the policy ${this.name}`);
    },
    async setDocument(document, options) {
      await this.perform('UpdatePolicy', { NewPolicyDocument: documentText(document) }, options);
    },
  },
  collectionMethods: {
    async define({ name, document, description }, options) {
      const request = {
        PolicyName: name,
        PolicyDocument: documentText(document),
        Description: description,
      };
      return createIn(this, request, options);
    },
  },
});

async function change(
  policy: Resource,
  which: 0 | 1,
  holder: PolicyHolder,
  { type, ...options }: PolicyOptions = {},
): Promise<void> {
  const actions = holders[holder.$resource] as (typeof holders)[keyof typeof holders] | undefined;
  if (!actions)
    throw new ResourceError(
      `${withCapitalArticle(String(holder.$resource))} has no policies: pass one of ${Object.keys(holders).join(', ')}`,
    );
  const { PolicyType } = await policyMembers(policy, policy, type, options);
  await policy.perform(actions[which], { PolicyType, [actions[2]]: holder.id }, options);
}
