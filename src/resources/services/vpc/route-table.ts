import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, kindOf, type Ref } from '../../refs.js';
import { createOf } from '../../relations.js';
import type { Related } from '../../types.js';

// What the API calls each kind of next hop; see CreateRouteEntry in its public documentation.
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
  /** The address range that it is for, or a prefix list's id. */
  readonly to: string;
  /** The resource that the traffic goes to. */
  readonly via: Exclude<Ref<keyof typeof hops>, string>;
  readonly name?: string;
  readonly description?: string;
}

/** What a route table can do beyond its facts. */
export interface RouteTableExtras {
  /** Adds a route: `addRoute({ to: '10.1.0.0/16', via: transitRouter })`. */
  addRoute(route: Route, options?: CallOptions): Promise<Related<'vpc.RouteEntry'>>;
  /** Lets a subnet's traffic follow this table. */
  attachTo(subnet: Ref<'vpc.Subnet'>, options?: CallOptions): Promise<void>;
  /** Puts a subnet back to the VPC's own table. */
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
