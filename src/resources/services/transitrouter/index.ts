import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import { attachablePolicy } from './attachable-policy.js';
import { attachment } from './attachment.js';
import { TransitRouterRouteTable } from './route-table.js';

export type {
  AttachmentExtras as TransitRouterAttachmentExtras,
  AttachmentExtras as TransitRouterDirectConnectGatewayAttachmentExtras,
  AttachmentExtras as TransitRouterPeerAttachmentExtras,
  AttachmentExtras as TransitRouterVpcAttachmentExtras,
  AttachmentExtras as TransitRouterVpnAttachmentExtras,
} from './attachment.js';
export type {
  AttachablePolicyExtras as TransitRouterForwardPolicyTableExtras,
  AttachablePolicyExtras as TransitRouterTrafficQosMarkingPolicyExtras,
  AttachablePolicyExtras as TransitRouterTrafficQosQueuePolicyExtras,
} from './attachable-policy.js';
export type { TransitRoute, TransitRouterRouteTableExtras } from './route-table.js';

const curated: CuratedService = {
  TransitRouterAttachment: attachment('Attachment'),
  TransitRouterBandwidthPackage: curate({ className: 'BandwidthPackage' }),
  TransitRouterBandwidthPackagesBilling: curate({
    accessors: { many: 'bandwidthPackageBillings', one: 'bandwidthPackageBilling' },
  }),
  TransitRouterDirectConnectGatewayAttachment: attachment('DirectConnectGatewayAttachment'),
  TransitRouterFlowLog: curate({ className: 'FlowLog' }),
  TransitRouterForwardPolicyEntry: curate({ className: 'ForwardPolicyEntry' }),
  TransitRouterForwardPolicyTable: attachablePolicy('ForwardPolicyTable', 'TransitRouterForwardPolicyTable'),
  TransitRouterGrantRule: curate({ className: 'GrantRule' }),
  TransitRouterMulticastDomain: curate({ className: 'MulticastDomain' }),
  TransitRouterPeerAttachment: attachment('PeerAttachment'),
  TransitRouterRouteEntry: curate({ className: 'RouteEntry' }),
  TransitRouterRoutePolicyEntry: curate({ className: 'RoutePolicyEntry' }),
  TransitRouterRoutePolicyTable: curate({
    className: 'RoutePolicyTable',
    shortNames: {
      associateWith: 'associateTransitRouterRoutePolicyToRouteTable',
      dissociateFrom: 'dissociateTransitRouterRoutePolicyFromRouteTable',
      entries: 'transitRouterRoutePolicyEntries',
    },
  }),
  TransitRouterRouteTable,
  TransitRouterTrafficQosMarkingEntry: curate({ className: 'TrafficQosMarkingEntry' }),
  TransitRouterTrafficQosMarkingPolicy: attachablePolicy(
    'TrafficQosMarkingPolicy',
    'TransitRouterTrafficQosMarkingPolicy',
  ),
  TransitRouterTrafficQosQueueEntry: curate({ className: 'TrafficQosQueueEntry' }),
  TransitRouterTrafficQosQueuePolicy: attachablePolicy(
    'TrafficQosQueuePolicy',
    'TransitRouterTrafficQosQueuePolicy',
  ),
  TransitRouterVpcAttachment: attachment('VpcAttachment'),
  TransitRouterVpnAttachment: attachment('VpnAttachment'),
};
export default curated;
