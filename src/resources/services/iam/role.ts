import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { createIn } from '../../relations.js';
import type { Related } from '../../types.js';
import { documentText, parseDocument, type PolicyDocument } from './policy-document.js';
import { policyHolder, type PolicyHolderExtras } from './policy-holder.js';

/** What a role can do beyond its facts. */
export interface RoleExtras extends PolicyHolderExtras {
  /** Says who may take it on, in the place of what was said before. */
  trust(document: PolicyDocument | string, options?: CallOptions): Promise<void>;
  /** Who may take it on, as read. */
  trustDocument(): PolicyDocument;
}

/** A role to create. */
export interface NewRole {
  readonly name: string;
  /** Who may take it on. */
  readonly trust: PolicyDocument | string;
  readonly description?: string;
}

/** What all roles can do beyond their facts. */
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
