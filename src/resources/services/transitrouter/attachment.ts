import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated } from '../../curated.js';
import { idOf, type Ref } from '../../refs.js';

/** What every kind of attachment can do beyond its facts. */
export interface AttachmentExtras {
  /** Lets the traffic that comes from it follow a route table. */
  associateWith(
    routeTable: Ref<'transitrouter.TransitRouterRouteTable'>,
    options?: CallOptions,
  ): Promise<void>;
  /** Takes its traffic off a route table. */
  dissociateFrom(
    routeTable: Ref<'transitrouter.TransitRouterRouteTable'>,
    options?: CallOptions,
  ): Promise<void>;
  /** Lets a route table learn the routes to it. */
  propagateTo(routeTable: Ref<'transitrouter.TransitRouterRouteTable'>, options?: CallOptions): Promise<void>;
  /** Lets a route table forget the routes to it. */
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
