import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated } from '../../curated.js';
import { idOf, type Ref } from '../../refs.js';

/** Curated methods of every kind of attachment. */
export interface AttachmentExtras {
  /** Associates the attachment with a route table, which then routes the traffic that comes from it. */
  associateWith(
    routeTable: Ref<'transitrouter.TransitRouterRouteTable'>,
    options?: CallOptions,
  ): Promise<void>;
  /** Dissociates the attachment from a route table. */
  dissociateFrom(
    routeTable: Ref<'transitrouter.TransitRouterRouteTable'>,
    options?: CallOptions,
  ): Promise<void>;
  /** Propagates the routes of the attachment to a route table. */
  propagateTo(routeTable: Ref<'transitrouter.TransitRouterRouteTable'>, options?: CallOptions): Promise<void>;
  /** Stops propagating the routes of the attachment to a route table. */
  stopPropagatingTo(
    routeTable: Ref<'transitrouter.TransitRouterRouteTable'>,
    options?: CallOptions,
  ): Promise<void>;
}

/** One kind of attachment, under its short name. */
export function attachment(className: string): Curated {
  return curate<AttachmentExtras>({
    className,
    methods: {
      async associateWith(routeTable, options) {
        const request = { TransitRouterRouteTableId: idOf(this, routeTable) };
        await this.perform('AssociateTransitRouterAttachmentToRouteTable', request, options);
      },
      async dissociateFrom(routeTable, options) {
        const request = { TransitRouterRouteTableId: idOf(this, routeTable) };
        await this.perform('DissociateTransitRouterAttachmentFromRouteTable', request, options);
      },
      async propagateTo(routeTable, options) {
        const request = { TransitRouterRouteTableId: idOf(this, routeTable) };
        await this.perform('EnableTransitRouterRouteTablePropagation', request, options);
      },
      async stopPropagatingTo(routeTable, options) {
        const request = { TransitRouterRouteTableId: idOf(this, routeTable) };
        await this.perform('DisableTransitRouterRouteTablePropagation', request, options);
      },
    },
  });
}
