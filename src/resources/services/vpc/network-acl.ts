import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idsOf, type Ref } from '../../refs.js';

/** A rule of a network ACL; rules apply in the order in which they are given. */
export interface AclRule {
  /** The address range of the peer. */
  readonly cidr: string;
  /** @defaultValue `accept` */
  readonly policy?: 'accept' | 'drop';
  /** @defaultValue `all` */
  readonly protocol?: 'all' | 'tcp' | 'udp' | 'icmp' | 'gre';
  /** A port, or the first and the last port of a range. @defaultValue all ports */
  readonly port?: number | readonly [first: number, last: number];
  readonly name?: string;
  readonly description?: string;
}

/** Curated methods of a network ACL. */
export interface NetworkAclExtras {
  /** Associates the ACL with these subnets. */
  attachTo(subnets: Ref<'vpc.Subnet'> | readonly Ref<'vpc.Subnet'>[], options?: CallOptions): Promise<void>;
  /** Dissociates the ACL from these subnets. */
  detachFrom(subnets: Ref<'vpc.Subnet'> | readonly Ref<'vpc.Subnet'>[], options?: CallOptions): Promise<void>;
  /** Replaces all rules of a direction by these; an omitted direction stays as it is. */
  setRules(
    rules: { readonly ingress?: readonly AclRule[]; readonly egress?: readonly AclRule[] },
    options?: CallOptions,
  ): Promise<void>;
}

export const NetworkAcl = curate<NetworkAclExtras>({
  accessors: { many: 'acls', one: 'acl' },
  methods: {
    async attachTo(subnets, options) {
      const Resource = idsOf(this, subnets).map((ResourceId) => ({ ResourceId }));
      await this.perform('AssociateNetworkAcl', { Resource }, options);
    },
    async detachFrom(subnets, options) {
      const Resource = idsOf(this, subnets).map((ResourceId) => ({ ResourceId }));
      await this.perform('DisassociateNetworkAcl', { Resource }, options);
    },
    async setRules({ ingress, egress }, options) {
      const request = {
        ...(ingress && {
          UpdateIngressAclEntries: true,
          IngressAclEntries: ingress.map((rule) => wire(rule, 'SourceCidrIp')),
        }),
        ...(egress && {
          UpdateEgressAclEntries: true,
          EgressAclEntries: egress.map((rule) => wire(rule, 'DestinationCidrIp')),
        }),
      };
      await this.perform('UpdateNetworkAclEntries', request, options);
    },
  },
});

/** Ports are written `80/443`; `-1/-1` where a protocol has none. */
function wire({ cidr, policy = 'accept', protocol = 'all', port, name, description }: AclRule, side: string) {
  const hasPorts = protocol === 'tcp' || protocol === 'udp';
  const all = hasPorts ? '1/65535' : '-1/-1';
  const ports = port === undefined ? all : typeof port === 'number' ? `${port}/${port}` : port.join('/');
  return {
    [side]: cidr,
    Policy: policy,
    Protocol: protocol,
    Port: ports,
    NetworkAclEntryName: name,
    Description: description,
  };
}
