import type { WaitOption } from '../../../builders/types.js';
import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { globalIdOf, kindOf, type Ref } from '../../refs.js';
import { createOf } from '../../relations.js';
import type { Related } from '../../types.js';

// The InstanceType that AttachInstanceToCen takes, by resource type.
const kinds = { 'vpc.Vpc': 'VPC', 'directconnect.DirectConnectGateway': 'DCGW' } as const;

/** What can be attached to an enterprise network; it may be in any region. */
export type CenNetwork = Exclude<Ref<keyof typeof kinds>, string>;

/** Curated methods of an enterprise network. */
export interface CenExtras {
  /** Attaches a VPC or a direct connect gateway of any region. */
  attach(
    network: CenNetwork,
    options?: CallOptions & {
      /** The account that owns the network, if it is another account. */
      readonly ownerId?: string;
    },
  ): Promise<void>;
  /** Detaches a network. */
  detach(network: CenNetwork, options?: CallOptions): Promise<void>;
  /** Allots part of a bandwidth package to the traffic between two regions. */
  connectRegions(
    local: string,
    peer: string,
    options: CallOptions &
      WaitOption & {
        /** In Mbit/s. */
        readonly bandwidthMbps: number;
        readonly bandwidthPackage?: Ref<'cen.CenBandwidthPackage'>;
      },
  ): Promise<Related<'cen.CenInterRegionBandwidth'>>;
}

export const Cen = curate<CenExtras>({
  shortNames: { bandwidthPackages: 'cenBandwidthPackages' },
  methods: {
    async attach(network, { ownerId, ...options } = {}) {
      const request = { ...membership(network), InstanceOwnerId: ownerId };
      await this.perform('AttachInstanceToCen', request, options);
    },
    async detach(network, options) {
      await this.perform('DetachInstanceFromCen', membership(network), options);
    },
    async connectRegions(local, peer, { bandwidthMbps, bandwidthPackage, ...options }) {
      const request = {
        CenId: this.id,
        LocalRegionId: local,
        PeerRegionId: peer,
        Bandwidth: bandwidthMbps,
        CenBandwidthPackageId: bandwidthPackage && globalIdOf(bandwidthPackage),
      };
      return createOf(this, 'cen', 'CenInterRegionBandwidth', request, options);
    },
  },
});

function membership(network: CenNetwork): Record<string, string> {
  return {
    InstanceId: network.id,
    InstanceType: kindOf(network, kinds),
    InstanceRegionId: network.region,
  };
}
