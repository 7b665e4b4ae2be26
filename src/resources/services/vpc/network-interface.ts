import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, type Ref } from '../../refs.js';

/** Curated methods of a network interface. */
export interface NetworkInterfaceExtras {
  /** Attaches the network interface to an instance. */
  attachTo(instance: Ref<'ecs.Instance'>, options?: CallOptions): Promise<void>;
  /** Detaches the network interface from an instance. */
  detachFrom(instance: Ref<'ecs.Instance'>, options?: CallOptions): Promise<void>;
}

export const NetworkInterface = curate<NetworkInterfaceExtras>({
  shortNames: { zone: 'zoneId' },
  methods: {
    async attachTo(instance, options) {
      await this.perform('AttachNetworkInterface', { InstanceId: idOf(this, instance) }, options);
    },
    async detachFrom(instance, options) {
      await this.perform('DetachNetworkInterface', { InstanceId: idOf(this, instance) }, options);
    },
  },
});
