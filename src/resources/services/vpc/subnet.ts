import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, type Ref } from '../../refs.js';

/** What a subnet can do beyond its facts. */
export interface SubnetExtras {
  /** Lets its traffic follow a route table of its VPC. */
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
