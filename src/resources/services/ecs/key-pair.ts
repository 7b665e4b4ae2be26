import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idsOf, type Ref } from '../../refs.js';

/** Curated methods of a key pair. */
export interface KeyPairExtras {
  /** Binds the key pair to instances; it takes effect when they are restarted. */
  attachTo(
    instances: Ref<'ecs.Instance'> | readonly Ref<'ecs.Instance'>[],
    options?: CallOptions,
  ): Promise<void>;
  /** Unbinds the key pair from instances. */
  detachFrom(
    instances: Ref<'ecs.Instance'> | readonly Ref<'ecs.Instance'>[],
    options?: CallOptions,
  ): Promise<void>;
}

export const KeyPair = curate<KeyPairExtras>({
  methods: {
    async attachTo(instances, options) {
      await this.perform('AttachKeyPair', { InstanceIds: idsOf(this, instances) }, options);
    },
    async detachFrom(instances, options) {
      await this.perform('DetachKeyPair', { InstanceIds: idsOf(this, instances) }, options);
    },
  },
});
