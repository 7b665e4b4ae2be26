import type { WaitOption } from '../../../builders/types.js';
import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, type Ref } from '../../refs.js';
import { createOf } from '../../relations.js';
import type { Related } from '../../types.js';

/** A forwarded port. */
export interface PortForward {
  /** @defaultValue `tcp` */
  readonly protocol?: 'tcp' | 'udp' | (string & {});
  /** The public address, or the address of a NAT IP: `eip.address`. */
  readonly externalIp: string;
  readonly externalPort: number | string;
  readonly internalIp: string;
  /** @defaultValue as `externalPort` */
  readonly internalPort?: number | string;
  readonly name?: string;
}

/** Curated methods of a NAT gateway. */
export interface NatGatewayExtras {
  /**
   * Adds an SNAT entry, so that a subnet or an address range reaches the internet by a public address:
   * `snat(subnet, eip)`, `snat('10.0.1.0/24', eip)`. A private gateway takes a NAT IP instead.
   */
  snat(
    from: Ref<'vpc.Subnet'>,
    by: Ref<'vpc.EipAddress'> | Exclude<Ref<'natgateway.NatIp'>, string>,
    options?: CallOptions & WaitOption & { readonly name?: string },
  ): Promise<Related<'natgateway.SnatEntry'>>;
  /** Forwards a public port to a port inside, by `CreateDnatEntry`. */
  dnat(forward: PortForward, options?: CallOptions & WaitOption): Promise<Related<'natgateway.DnatEntry'>>;
}

export const NatGateway = curate<NatGatewayExtras>({
  accessors: { many: 'gateways', one: 'gateway' },
  shortNames: { zone: 'zoneId' },
  methods: {
    async snat(from, by, { name, ...options } = {}) {
      const source =
        typeof from === 'string' && from.includes('/')
          ? { SourceCidr: from }
          : { SubnetId: idOf(this, from) };
      const isNatIp = typeof by !== 'string' && by.$resource === 'natgateway.NatIp';
      const request = {
        NatGatewayId: this.id,
        ...source,
        [isNatIp ? 'NatIpId' : 'EipId']: idOf(this, by),
        SnatEntryName: name,
      };
      return createOf(this, 'natgateway', 'SnatEntry', request, options);
    },
    async dnat({ protocol = 'tcp', externalIp, externalPort, internalIp, internalPort, name }, options) {
      const request = {
        NatGatewayId: this.id,
        Protocol: protocol,
        ExternalIp: externalIp,
        ExternalPort: String(externalPort),
        InternalIp: internalIp,
        InternalPort: String(internalPort ?? externalPort),
        DnatEntryName: name,
      };
      return createOf(this, 'natgateway', 'DnatEntry', request, options);
    },
  },
});
