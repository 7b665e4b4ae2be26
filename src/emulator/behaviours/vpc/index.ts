import type { Behaviour } from '../../engine/behaviour.js';
import { interfaceActions, networkInterface } from './interfaces.js';
import { subnet, vpc } from './networks.js';
import { eip, routeAndEipActions, routeEntry, routeTable } from './routes-and-eips.js';
import { securityGroup, securityGroupActions } from './security-groups.js';

/** Networks: ranges inside ranges, addresses that run out, parents that stay while they have children. */
export const vpcBehaviour: Behaviour = {
  module: 'vpc',
  nouns: {
    Vpc: vpc,
    Subnet: subnet,
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
