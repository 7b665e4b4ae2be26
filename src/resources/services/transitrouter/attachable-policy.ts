import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated } from '../../curated.js';
import { idOf, type Ref } from '../../refs.js';

type Attachment =
  | 'transitrouter.TransitRouterAttachment'
  | 'transitrouter.TransitRouterDirectConnectGatewayAttachment'
  | 'transitrouter.TransitRouterPeerAttachment'
  | 'transitrouter.TransitRouterVpcAttachment'
  | 'transitrouter.TransitRouterVpnAttachment';

/** Curated methods of a policy for attachments. */
export interface AttachablePolicyExtras {
  /** Binds the policy to an attachment. */
  attachTo(attachment: Ref<Attachment>, options?: CallOptions): Promise<void>;
  /** Unbinds the policy from an attachment. */
  detachFrom(attachment: Ref<Attachment>, options?: CallOptions): Promise<void>;
}

/** One kind of policy, under its short name; `resource type` is spelled as in its actions. */
export function attachablePolicy(className: string, resourceType: string): Curated {
  return curate<AttachablePolicyExtras>({
    className,
    methods: {
      async attachTo(attachment, options) {
        const request = { TransitRouterAttachmentId: idOf(this, attachment) };
        await this.perform(`Associate${resourceType}ToAttachment`, request, options);
      },
      async detachFrom(attachment, options) {
        const request = { TransitRouterAttachmentId: idOf(this, attachment) };
        await this.perform(`Dissociate${resourceType}FromAttachment`, request, options);
      },
    },
  });
}
