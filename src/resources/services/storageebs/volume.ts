import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, type Ref } from '../../refs.js';
import { handleOf } from '../../relations.js';
import type { Related } from '../../types.js';

/** Curated methods of a volume. */
export interface VolumeExtras {
  /** Attaches the volume to an instance of its zone. */
  attachTo(
    instance: Ref<'ecs.Instance'>,
    options?: CallOptions & { readonly deleteWithInstance?: boolean },
  ): Promise<void>;
  /** Detaches the volume from its instance. */
  detachFrom(instance: Ref<'ecs.Instance'>, options?: CallOptions): Promise<void>;
  /** Enlarges the volume to this size in GiB; a volume cannot shrink. */
  growTo(sizeGiB: number, options?: CallOptions): Promise<void>;
  /** Rolls the volume back to one of its snapshots; what was written since is lost. */
  rollBackTo(snapshot: Ref<'storageebs.Snapshot'>, options?: CallOptions): Promise<void>;
  /** Returns a handle of the instance that the volume was attached to when it was read, without a call. */
  instance(): Related<'ecs.Instance'> | undefined;
}

export const Volume = curate<VolumeExtras>({
  // Only data volumes can be bought on their own; a system volume comes with its instance.
  defaults: { Kind: 'data' },
  shortNames: { type: 'volumeType', zone: 'zoneId' },
  methods: {
    async attachTo(instance, { deleteWithInstance, ...options } = {}) {
      const request = {
        InstanceId: idOf(this, instance),
        DeleteWithInstance: deleteWithInstance,
      };
      await this.perform('AttachVolume', request, options);
    },
    async detachFrom(instance, options) {
      await this.perform('DetachVolume', { InstanceId: idOf(this, instance) }, options);
    },
    async growTo(sizeGiB, options) {
      await this.perform('ExtendVolume', { NewSize: String(sizeGiB) }, options);
    },
    async rollBackTo(snapshot, options) {
      await this.perform('RollbackVolume', { SnapshotId: idOf(this, snapshot) }, options);
    },
    instance() {
      const { InstanceId } = this.data;
      return InstanceId ? handleOf(this, 'ecs', 'Instance', InstanceId) : undefined;
    },
  },
});
