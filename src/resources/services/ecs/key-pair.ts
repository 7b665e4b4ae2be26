import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idsOf, type Ref } from '../../refs.js';

/** What a key pair can do beyond its facts. */
export interface KeyPairExtras {
  /** Puts its public key on instances; they take it up when they are restarted. */
  attachTo(
    instances: Ref<'ecs.Instance'> | readonly Ref<'ecs.Instance'>[],
    options?: CallOptions,
  ): Promise<void>;
  /** Takes its public key off instances. */
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
