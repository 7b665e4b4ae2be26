import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, kindOf, type Ref } from '../../refs.js';

// The InstanceType that AssociateEipAddress takes, by resource type.
const carriers = {
  'ecs.Instance': 'EcsInstance',
  'clb.LoadBalancer': 'ClbInstance',
  'natgateway.NatGateway': 'Nat',
  'vpc.NetworkInterface': 'NetworkInterface',
  'vpc.HaVip': 'HaVip',
} as const;

/** Curated methods of a public address. */
export interface EipAddressExtras {
  /** Associates the address with an instance, a load balancer, a NAT gateway, a network interface or a virtual address. */
  attachTo(
    carrier: Exclude<Ref<keyof typeof carriers>, string>,
    options?: CallOptions & { readonly privateIpAddress?: string },
  ): Promise<void>;
}

export const EipAddress = curate<EipAddressExtras>({
  accessors: { many: 'eips', one: 'eip' },
  shortNames: { address: 'eipAddress', detach: 'disassociate' },
  methods: {
    async attachTo(carrier, { privateIpAddress, ...options } = {}) {
      const request = {
        InstanceId: idOf(this, carrier),
        InstanceType: kindOf(carrier, carriers),
        PrivateIpAddress: privateIpAddress,
      };
      await this.perform('AssociateEipAddress', request, options);
    },
  },
});
