import type { WaitOption } from '../../../builders/types.js';
import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, type Ref } from '../../refs.js';
import { collectionOf, createOf } from '../../relations.js';
import type { Related, RelatedList } from '../../types.js';

/** A connection to another network. */
export interface NewVpnConnection {
  /** The customer gateway: the gateway of the other network. */
  readonly to: Ref<'vpn.CustomerGateway'>;
  /** Address ranges of this network. */
  readonly localSubnets: readonly string[];
  /** Address ranges of the other network. */
  readonly remoteSubnets: readonly string[];
  /** The pre-shared key. */
  readonly presharedKey: string;
  /** @defaultValue the default of the service */
  readonly ikeVersion?: 'ikev1' | 'ikev2';
  readonly name?: string;
  readonly description?: string;
}

/** Curated methods of a VPN gateway. */
export interface VpnGatewayExtras {
  /** Connects the gateway to the gateway of another network; `action('CreateVpnConnection')` has all that can be set. */
  connect(
    connection: NewVpnConnection,
    options?: CallOptions & WaitOption,
  ): Promise<Related<'vpn.VpnConnection'>>;
  /** Lists the connections of the gateway. */
  connections(): RelatedList<'vpn.VpnConnection'>;
  /** Routes an address range through a connection: `addRoute({ to: '192.168.0.0/16', via: connection })`. */
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
