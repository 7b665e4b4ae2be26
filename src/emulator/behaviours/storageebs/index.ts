import type { Behaviour } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import {
  change,
  requireResource,
  moveTo,
  objectsOf,
  resolveReference,
  requireStatus,
  textOf,
} from '../../engine/references.js';
import { inUse, invalidParameter } from '../../model/api-error.js';
import type { Entity } from '../../state/entity.js';

const key = 'storageebs.Volume';

function volumeOf(call: Call): Entity {
  return requireResource(call, key, call.input['VolumeId']);
}

/** Adds a volume to the list of its instance, or removes it. */
function listOnInstance(call: Call, instanceId: string, volumeId: string, isAttached: boolean): void {
  const instance = call.collection('ecs.Instance').get(instanceId);
  if (!instance) return;
  const others = objectsOf(instance.data, 'Volumes').filter(({ VolumeId }) => VolumeId !== volumeId);
  change(call, 'ecs.Instance', instance, {
    Volumes: isAttached ? [...others, { VolumeId: volumeId }] : others,
  });
}

/** Volumes and snapshots: a volume is attached to one instance at a time, and never shrinks. */
export const storageebs: Behaviour = {
  module: 'storageebs',
  resourceTypes: {
    Volume: {
      idPrefix: 'vol',
      beforeCreate: (call, data) => {
        data['Kind'] ??= 'data';
        data['PayType'] ??= 'post';
        resolveReference(call, 'storageebs.Snapshot', data['SnapshotId']);
        const instance = resolveReference(call, 'ecs.Instance', data['InstanceId']);
        if (instance) data['ZoneId'] ??= instance.data['ZoneId'];
      },
      filters: { VolumeStatus: ({ data }, value) => data['Status'] === value },
      beforeDelete: (_call, { id, data }) => {
        const instance = textOf(data, 'InstanceId');
        if (instance !== '' && data['Status'] !== 'available')
          throw inUse('Volume', id, `the Instance ${instance}`);
      },
    },
    Snapshot: {
      idPrefix: 'snap',
      beforeCreate: (call, data) => {
        const volume = resolveReference(call, key, data['VolumeId']);
        const { Size, Kind, VolumeName, VolumeType, ZoneId } = volume?.data ?? {};
        Object.assign(data, {
          VolumeSize: Number(Size ?? 0),
          VolumeKind: Kind,
          VolumeName,
          VolumeType,
          ZoneId,
        });
        data['Progress'] = 100;
      },
    },
  },
  actions: {
    AttachVolume: (call) => {
      const volume = volumeOf(call);
      requireStatus(key, volume, 'available');
      const InstanceId = textOf(call.input, 'InstanceId');
      resolveReference(call, 'ecs.Instance', InstanceId);
      const DeleteWithInstance = call.input['DeleteWithInstance'] === true;
      change(call, key, volume, { InstanceId, DeleteWithInstance });
      moveTo(call, key, volume, 'attaching', 'attached');
      listOnInstance(call, InstanceId, volume.id, true);
      return call.result({});
    },
    DetachVolume: (call) => {
      const volume = volumeOf(call);
      requireStatus(key, volume, 'attached');
      if (volume.data['InstanceId'] !== call.input['InstanceId']) {
        throw invalidParameter('InstanceId', 'is not the instance that the volume is attached to');
      }
      listOnInstance(call, textOf(call.input, 'InstanceId'), volume.id, false);
      change(call, key, volume, { InstanceId: '' });
      moveTo(call, key, volume, 'detaching', 'available');
      return call.result({});
    },
    ExtendVolume: (call) => {
      const volume = volumeOf(call);
      requireStatus(key, volume, 'available', 'attached');
      const size = Number(call.input['NewSize']);
      if (!(size > Number(volume.data['Size'] ?? 0))) {
        throw invalidParameter('NewSize', 'is not larger than the current size of the volume');
      }
      const status = textOf(volume.data, 'Status');
      change(call, key, volume, { Size: String(size) });
      moveTo(call, key, volume, 'extending', status);
      return call.result({});
    },
  },
};
