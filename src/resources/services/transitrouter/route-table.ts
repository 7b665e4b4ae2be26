import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, type Ref } from '../../refs.js';
import { createOf } from '../../relations.js';
import type { Related } from '../../types.js';

type Attachment =
  | 'transitrouter.TransitRouterDirectConnectGatewayAttachment'
  | 'transitrouter.TransitRouterPeerAttachment'
  | 'transitrouter.TransitRouterVpcAttachment'
  | 'transitrouter.TransitRouterVpnAttachment';

/** A route to add; without `via`, its traffic is dropped. */
export interface TransitRoute {
  /** The destination: an address range, or the id of a prefix list. */
  readonly to: string;
  readonly via?: Ref<Attachment>;
  readonly name?: string;
  readonly description?: string;
}

/** Curated methods of a transit router's route table. */
export interface TransitRouterRouteTableExtras {
  /** Adds a route: `addRoute({ to: '10.1.0.0/16', via: attachment })`; without `via`, its traffic is dropped. */
  addRoute(
    route: TransitRoute,
    options?: CallOptions,
  ): Promise<Related<'transitrouter.TransitRouterRouteEntry'>>;
}

export const TransitRouterRouteTable = curate<TransitRouterRouteTableExtras>({
  className: 'RouteTable',
  shortNames: { routes: 'transitRouterRouteEntries' },
  methods: {
    async addRoute({ to, via, name, description }, options) {
      const target = to.startsWith('pl-') ? { DestinationPrefixListId: to } : { DestinationCidrBlock: to };
      const hop =
        via === undefined
          ? { TransitRouterRouteEntryNextHopType: 'BlackHole' }
          : {
              TransitRouterRouteEntryNextHopType: 'Attachment',
              TransitRouterRouteEntryNextHopId: idOf(this, via),
            };
      const request = {
        TransitRouterRouteTableId: this.id,
        ...target,
        ...hop,
        TransitRouterRouteEntryName: name,
        Description: description,
      };
      return createOf(this, 'transitrouter', 'TransitRouterRouteEntry', request, options);
    },
  },
});
