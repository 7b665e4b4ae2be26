import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { idOf, type Ref } from '../../refs.js';
import { handleOf } from '../../relations.js';
import type { Related } from '../../types.js';

/** What a volume can do beyond its facts. */
export interface VolumeExtras {
  /** Attaches it to an instance of its zone. */
  attachTo(
    instance: Ref<'ecs.Instance'>,
    options?: CallOptions & { readonly deleteWithInstance?: boolean },
  ): Promise<void>;
  /** Takes it off the instance. */
  detachFrom(instance: Ref<'ecs.Instance'>, options?: CallOptions): Promise<void>;
  /** Makes it bigger, in GiB; a volume never shrinks. */
  growTo(sizeGiB: number, options?: CallOptions): Promise<void>;
  /** Puts it back to a snapshot of it; what was written since is lost. */
  rollBackTo(snapshot: Ref<'storageebs.Snapshot'>, options?: CallOptions): Promise<void>;
  /** The handle of the instance that it is attached to, as read; reads nothing. */
  instance(): Related<'ecs.Instance'> | undefined;
}

export const Volume = curate<VolumeExtras>({
  // The one kind that can be bought by itself; a system volume comes with its instance.
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
