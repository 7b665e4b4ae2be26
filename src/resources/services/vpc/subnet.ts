import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, type Ref } from '../../refs.js';

/** Curated methods of a subnet. */
export interface SubnetExtras {
  /** Associates the subnet with a route table of its VPC. */
  useRouteTable(routeTable: Ref<'vpc.RouteTable'>, options?: CallOptions): Promise<void>;
}

export const Subnet = curate<SubnetExtras>({
  shortNames: { cidr: 'cidrBlock', zone: 'zoneId' },
  methods: {
    async useRouteTable(routeTable, options) {
      await this.perform('AssociateRouteTable', { RouteTableId: idOf(this, routeTable) }, options);
    },
  },
});
