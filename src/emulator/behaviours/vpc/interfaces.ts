import type { Behaviour } from '../../engine/behaviour.js';
import type { Call, ResourceHooks } from '../../engine/call.js';
import { hash } from '../../state/ids.js';
import {
  change,
  changeStatus,
  requireResource,
  resolveReference,
  requireStatus,
  textOf,
  textsOf,
} from '../../engine/references.js';
import { inUse } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';
import { takeAddress } from './addresses.js';

const key = 'vpc.NetworkInterface';

export const networkInterface: ResourceHooks = {
  idPrefix: 'eni',
  beforeCreate: (call, data) => {
    if (call.cloud.references === 'none') return;
    for (const id of textsOf(data, 'SecurityGroupIds')) resolveReference(call, 'vpc.SecurityGroup', id);
    assignSubnet(call, data, resolveReference(call, 'vpc.Subnet', data['SubnetId']));
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

/** Puts an interface into a subnet: it gets an address, and the subnet's zone and VPC. */
export function assignSubnet(call: Call, data: Data, subnet: Entity | undefined): void {
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

export const interfaceActions: NonNullable<Behaviour['actions']> = {
  AttachNetworkInterface: (call) => {
    const entity = requireResource(call, key, call.input['NetworkInterfaceId']);
    requireStatus(key, entity, 'Available');
    const DeviceId = textOf(call.input, 'InstanceId');
    resolveReference(call, 'ecs.Instance', DeviceId);
    if (!call.isDryRun) {
      change(call, key, entity, {
        DeviceId,
        Attachment: { InstanceId: DeviceId, DeleteOnTermination: false },
      });
      changeStatus(call, key, entity, 'InUse');
    }
    return call.result({});
  },
  DetachNetworkInterface: (call) => {
    const entity = requireResource(call, key, call.input['NetworkInterfaceId']);
    requireStatus(key, entity, 'InUse');
    if (!call.isDryRun) {
      change(call, key, entity, { DeviceId: '', Attachment: {} });
      changeStatus(call, key, entity, 'Available');
    }
    return call.result({});
  },
};
