import { ResourceError } from '../../../errors/resource.js';
import { idOf, type Ref } from '../../refs.js';
import type { Resource } from '../../resource.js';

/** The peer and the ports of a rule. */
export interface TrafficRule {
  /** A port, or the first and the last port of a range. @defaultValue all ports */
  readonly port?: number | readonly [first: number, last: number] | undefined;
  /** @defaultValue `tcp` where a port is given, else `all` */
  readonly protocol?: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'all' | undefined;
  /** 1 to 100; 1 has the highest priority. @defaultValue 1, by the service */
  readonly priority?: number;
  readonly description?: string;
}

/** The peer of a rule: an address range, a security group or a prefix list. */
export type TrafficPeer = Ref<'vpc.SecurityGroup' | 'vpc.PrefixList'>;

/** A rule for inbound traffic. */
export interface IngressRule extends TrafficRule {
  readonly from: TrafficPeer;
}

/** A rule for outbound traffic. */
export interface EgressRule extends TrafficRule {
  readonly to: TrafficPeer;
}

/** Returns the rule in the form that the API takes. */
export function wireRule(
  group: Resource,
  peer: TrafficPeer,
  { port, protocol = port === undefined ? 'all' : 'tcp', priority, description }: TrafficRule,
  policy: string,
): Record<string, unknown> {
  const [first, last] = ports(protocol, port);
  return {
    Protocol: protocol,
    PortStart: first,
    PortEnd: last,
    Policy: policy,
    ...side(group, peer),
    Priority: priority,
    Description: description,
  };
}

/** The API takes -1 for both ends where a protocol has no ports. */
function ports(protocol: string, port: TrafficRule['port']): readonly [number, number] {
  if (protocol !== 'tcp' && protocol !== 'udp') {
    if (port === undefined) return [-1, -1];
    throw new ResourceError(
      `A rule for ${protocol} has no ports: leave port out, or set protocol to tcp or udp`,
    );
  }
  if (port === undefined) return [1, 65_535];
  return typeof port === 'number' ? [port, port] : port;
}

function side(group: Resource, peer: TrafficPeer): Record<string, string> {
  const id = idOf(group, peer);
  if (/^[\d.]+(\/\d+)?$|:/.test(id)) return { CidrIp: id };
  if (id.startsWith('sg-')) return { SourceGroupId: id };
  if (id.startsWith('pl-')) return { PrefixListId: id };
  throw new ResourceError(
    `"${id}" is no address range, security group (sg-…) or prefix list (pl-…): a rule needs one of them`,
  );
}
