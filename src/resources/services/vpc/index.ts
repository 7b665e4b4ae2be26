import type { CuratedService } from '../../curated.js';
import { EipAddress } from './eip-address.js';
import { NetworkAcl } from './network-acl.js';
import { NetworkInterface } from './network-interface.js';
import { RouteTable } from './route-table.js';
import { SecurityGroup } from './security-group.js';
import { Subnet } from './subnet.js';
import { Vpc } from './vpc.js';

export type { EipAddressExtras } from './eip-address.js';
export type { AclRule, NetworkAclExtras } from './network-acl.js';
export type { NetworkInterfaceExtras } from './network-interface.js';
export type { Route, RouteTableExtras } from './route-table.js';
export type { RulePolicy, SecurityGroupExtras } from './security-group.js';
export type { EgressRule, IngressRule, TrafficPeer } from './traffic-rule.js';
export type { SubnetExtras } from './subnet.js';
export type { VpcExtras } from './vpc.js';

const curated: CuratedService = {
  EipAddress,
  NetworkAcl,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
};
export default curated;
