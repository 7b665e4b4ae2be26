import type { NounHooks } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { hash } from '../../state/ids.js';
import {
  change,
  changeStatus,
  existing,
  referred,
  requireStatus,
  textOf,
  textsOf,
} from '../../engine/references.js';
import { inUse } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';
import { takeAddress } from './addresses.js';

const key = 'vpc.NetworkInterface';

export const networkInterface: NounHooks = {
  idPrefix: 'eni',
  beforeCreate: (call, data) => {
    if (call.world.references === 'none') return;
    for (const id of textsOf(data, 'SecurityGroupIds')) referred(call, 'vpc.SecurityGroup', id);
    placeIn(call, data, referred(call, 'vpc.Subnet', data['SubnetId']));
    data['Type'] ??= 'secondary';
  },
  filters: {
    InstanceId: ({ data }, value) => data['DeviceId'] === value,
    SecurityGroupId: ({ data }, value) => textsOf(data, 'SecurityGroupIds').includes(String(value)),
  },
  beforeDelete: (_call, entity) => {
    if (textOf(entity.data, 'DeviceId') !== '') {
      throw inUse('NetworkInterface', entity.id, textOf(entity.data, 'DeviceId'));
    }
  },
};

/** Gives an interface what it has of its subnet: an address, the zone, the VPC. */
export function placeIn(call: Call, data: Data, subnet: Entity | undefined): void {
  if (!subnet) return;
  data['VpcId'] = subnet.data['VpcId'];
  data['ZoneId'] = subnet.data['ZoneId'];
  data['PrimaryIpAddress'] = takeAddress(call, subnet, textOf(data, 'PrimaryIpAddress'));
  data['MacAddress'] = macOf(`${subnet.id}/${textOf(data, 'PrimaryIpAddress')}`);
}

function macOf(seed: string): string {
  const digits = hash(seed).toString(16).padStart(8, '0');
  return `00:16:${digits.slice(0, 8).replace(/..(?=.)/g, '$&:')}`;
}

export const interfaceActions = {
  AttachNetworkInterface: (call: Call): Data => {
    const entity = existing(call, key, call.input['NetworkInterfaceId']);
    requireStatus(key, entity, 'Available');
    const DeviceId = textOf(call.input, 'InstanceId');
    referred(call, 'ecs.Instance', DeviceId);
    if (!call.isDryRun) {
      change(call, key, entity, {
        DeviceId,
        Attachment: { InstanceId: DeviceId, DeleteOnTermination: false },
      });
      changeStatus(call, key, entity, 'InUse');
    }
    return call.result({});
  },
  DetachNetworkInterface: (call: Call): Data => {
    const entity = existing(call, key, call.input['NetworkInterfaceId']);
    requireStatus(key, entity, 'InUse');
    if (!call.isDryRun) {
      change(call, key, entity, { DeviceId: '', Attachment: {} });
      changeStatus(call, key, entity, 'Available');
    }
    return call.result({});
  },
};
