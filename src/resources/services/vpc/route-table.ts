import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, kindOf, type Ref } from '../../refs.js';
import { createOf } from '../../relations.js';
import type { Related } from '../../types.js';

// The name of each kind of next hop in the API; see CreateRouteEntry in its public documentation.
const hops = {
  'ecs.Instance': 'Instance',
  'natgateway.NatGateway': 'NatGW',
  'transitrouter.TransitRouter': 'TransitRouter',
  'vpc.HaVip': 'HaVip',
  'vpc.NetworkInterface': 'NetworkInterface',
  'vpn.VpnGateway': 'VpnGW',
} as const;

/** A route to add. */
export interface Route {
  /** The destination: an address range, or the id of a prefix list. */
  readonly to: string;
  /** The next hop: the resource that receives the traffic. */
  readonly via: Exclude<Ref<keyof typeof hops>, string>;
  readonly name?: string;
  readonly description?: string;
}

/** Curated methods of a route table. */
export interface RouteTableExtras {
  /** Adds a route: `addRoute({ to: '10.1.0.0/16', via: transitRouter })`. */
  addRoute(route: Route, options?: CallOptions): Promise<Related<'vpc.RouteEntry'>>;
  /** Associates a subnet with this table. */
  attachTo(subnet: Ref<'vpc.Subnet'>, options?: CallOptions): Promise<void>;
  /** Dissociates a subnet from this table; the system table of the VPC then applies to it. */
  detachFrom(subnet: Ref<'vpc.Subnet'>, options?: CallOptions): Promise<void>;
}

export const RouteTable = curate<RouteTableExtras>({
  shortNames: { routes: 'routeEntries' },
  methods: {
    async addRoute({ to, via, name, description }, options) {
      const target = to.startsWith('pl-') ? { DestinationPrefixListId: to } : { DestinationCidrBlock: to };
      const request = {
        ...target,
        RouteTableId: this.id,
        NextHopType: kindOf(via, hops),
        NextHopId: idOf(this, via),
        RouteEntryName: name,
        Description: description,
      };
      return createOf(this, 'vpc', 'RouteEntry', request, options);
    },
    async attachTo(subnet, options) {
      await this.perform('AssociateRouteTable', { SubnetId: idOf(this, subnet) }, options);
    },
    async detachFrom(subnet, options) {
      await this.perform('DisassociateRouteTable', { SubnetId: idOf(this, subnet) }, options);
    },
  },
});
