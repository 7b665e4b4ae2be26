import type { ServiceFacts } from '../../catalog/types.js';
import { isCidr } from '../../util/cidr.js';
import type { Rule } from './rule.js';

// By the documentation of the actions that have them (CreateVpc, CreateSubnet, CreateRouteEntry, AssociateVpcCidrBlock …)
// a network in all services. Names with `Cidr` that are left out also take a single address, an id or a part of one.
const cidrMembers = /^(Destination|Secondary|User|Ipv6)?CidrBlock$/;

// A filter of a list may be a part of a network, and a change may empty a member.
const exemptShapes = /^(Describe|List|Get|Modify|Update)/;

/** The rules that a member named after a network, such as `CidrBlock`, holds one. */
export function cidrRules(facts: ServiceFacts, shapeName: string): readonly Rule[] {
  if (exemptShapes.test(shapeName)) return [];
  return Object.entries(facts.shapes[shapeName] ?? {})
    .filter(([name, member]) => member.type === 'string' && cidrMembers.test(name))
    .map(([name]) => ({
      shape: shapeName,
      member: name,
      constraint: 'isCidr',
      message: `${name} must be a network in CIDR notation, such as ${name.startsWith('Ipv6') ? '2001:db8::/56' : '192.168.0.0/16'}`,
      holds: ({ [name]: value }) => typeof value !== 'string' || isCidr(value),
    }));
}
