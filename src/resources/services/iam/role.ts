import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { createIn } from '../../relations.js';
import type { Related } from '../../types.js';
import { documentText, parseDocument, type PolicyDocument } from './policy-document.js';
import { policyHolder, type PolicyHolderExtras } from './policy-holder.js';

/** Curated methods of a role. */
export interface RoleExtras extends PolicyHolderExtras {
  /** Replaces the trust policy: who may assume the role. */
  trust(document: PolicyDocument | string, options?: CallOptions): Promise<void>;
  /** The trust policy, from the data last read. */
  trustDocument(): PolicyDocument;
}

/** A role to create. */
export interface NewRole {
  readonly name: string;
  /** The trust policy: who may assume the role. */
  readonly trust: PolicyDocument | string;
  readonly description?: string;
}

/** Curated methods of the collection of roles. */
export interface RoleCollectionExtras {
  /** Creates a role: `define({ name: 'app', trust: { Statement: […] } })`. */
  define(role: NewRole, options?: CallOptions): Promise<Related<'iam.Role'>>;
}

export const Role = curate<RoleExtras, RoleCollectionExtras>({
  shortNames: { policies: 'attachedRolePolicies' },
  methods: {
    ...policyHolder('AttachRolePolicy', 'DetachRolePolicy'),
    async trust(document, options) {
      await this.perform('UpdateRole', { TrustPolicyDocument: documentText(document) }, options);
    },
    trustDocument() {
      return parseDocument(this.member('TrustPolicyDocument'), `trust document of the role ${this.name}`);
    },
  },
  collectionMethods: {
    async define({ name, trust, description }, options) {
      const request = {
        RoleName: name,
        TrustPolicyDocument: documentText(trust),
        Description: description,
      };
      return createIn(this, request, options);
    },
  },
});
