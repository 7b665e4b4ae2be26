import type { Behaviour } from '../../engine/behaviour.js';
import { interfaceActions, networkInterface } from './interfaces.js';
import { subnetHooks, vpcHooks } from './networks.js';
import { eip, routeAndEipActions, routeEntry, routeTable } from './routes-and-eips.js';
import { securityGroup, securityGroupActions } from './security-groups.js';

/** Networks: CIDR ranges, addresses that run out, and parents that cannot be deleted while they have children. */
export const vpc: Behaviour = {
  module: 'vpc',
  resourceTypes: {
    Vpc: vpcHooks,
    Subnet: subnetHooks,
    SecurityGroup: securityGroup,
    NetworkInterface: networkInterface,
    RouteTable: routeTable,
    RouteEntry: routeEntry,
    EipAddress: eip,
    NetworkAcl: { idPrefix: 'nacl' },
    HaVip: { idPrefix: 'havip' },
    BandwidthPackage: { idPrefix: 'bwp' },
    PrefixList: { idPrefix: 'pl' },
    Ipv6Gateway: { idPrefix: 'ipv6gw' },
  },
  actions: { ...interfaceActions, ...securityGroupActions, ...routeAndEipActions },
};
