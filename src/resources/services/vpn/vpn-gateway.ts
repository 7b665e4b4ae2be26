import type { WaitOption } from '../../../builders/types.js';
import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, type Ref } from '../../refs.js';
import { collectionOf, createOf } from '../../relations.js';
import type { Related, RelatedList } from '../../types.js';

/** A connection to another network. */
export interface NewVpnConnection {
  /** The gateway of the other side. */
  readonly to: Ref<'vpn.CustomerGateway'>;
  /** Address ranges of this side. */
  readonly localSubnets: readonly string[];
  /** Address ranges of the other side. */
  readonly remoteSubnets: readonly string[];
  /** The secret that both sides know. */
  readonly presharedKey: string;
  /** @defaultValue the service's */
  readonly ikeVersion?: 'ikev1' | 'ikev2';
  readonly name?: string;
  readonly description?: string;
}

/** What a VPN gateway can do beyond its facts. */
export interface VpnGatewayExtras {
  /** Joins it to the gateway of another network; `action('CreateVpnConnection')` has all that can be set. */
  connect(
    connection: NewVpnConnection,
    options?: CallOptions & WaitOption,
  ): Promise<Related<'vpn.VpnConnection'>>;
  /** Lists its connections. */
  connections(): RelatedList<'vpn.VpnConnection'>;
  /** Sends an address range through a connection: `addRoute({ to: '192.168.0.0/16', via: connection })`. */
  addRoute(
    route: { readonly to: string; readonly via: Ref<'vpn.VpnConnection'> },
    options?: CallOptions & WaitOption,
  ): Promise<Related<'vpn.VpnGatewayRoute'>>;
}

export const VpnGateway = curate<VpnGatewayExtras>({
  accessors: { many: 'gateways', one: 'gateway' },
  methods: {
    async connect({ to, localSubnets, remoteSubnets, presharedKey, ikeVersion, name, description }, options) {
      const request = {
        VpnGatewayId: this.id,
        CustomerGatewayId: idOf(this, to),
        LocalSubnet: localSubnets,
        RemoteSubnet: remoteSubnets,
        IkeConfig: { Psk: presharedKey, Version: ikeVersion },
        VpnConnectionName: name,
        Description: description,
      };
      return createOf(this, 'vpn', 'VpnConnection', request, options);
    },
    connections() {
      return collectionOf(this, 'vpn', 'VpnConnection').find({ VpnGatewayId: this.id });
    },
    async addRoute({ to, via }, options) {
      const request = { VpnGatewayId: this.id, DestinationCidrBlock: to, NextHopId: idOf(this, via) };
      return createOf(this, 'vpn', 'VpnGatewayRoute', request, options);
    },
  },
});
