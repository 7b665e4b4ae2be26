import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, type Ref } from '../../refs.js';

/** What a network interface can do beyond its facts. */
export interface NetworkInterfaceExtras {
  /** Attaches it to an instance. */
  attachTo(instance: Ref<'ecs.Instance'>, options?: CallOptions): Promise<void>;
  /** Takes it off an instance. */
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
