import type { ActionHandler, Behaviour } from '../../engine/behaviour.js';
import type { Call, ResourceHooks } from '../../engine/call.js';
import { addEntity } from '../../engine/add-entity.js';
import { removeEntity } from '../../engine/lifecycle.js';
import { addPredefined } from '../../engine/predefined.js';
import {
  change,
  changeStatus,
  objectsOf,
  resolveReference,
  requireStatus,
  textOf,
  textsOf,
} from '../../engine/references.js';
import { ApiError } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';
import { assignSubnet } from '../vpc/interfaces.js';
import { releaseEips } from '../vpc/routes-and-eips.js';
import { capacityOf } from './predefined.js';

const key = 'ecs.Instance';

export const instance: ResourceHooks = {
  idPrefix: 'i',
  beforeCreate: (call, data) => {
    const type = textOf(data, 'InstanceTypeId') || textOf(data, 'InstanceType') || 'ecs.g1.large';
    delete data['InstanceType'];
    Object.assign(data, { InstanceTypeId: type, ...capacityOf(type) });
    addPredefined(call, call.resourceType('ecs.Image'));
    const image =
      resolveReference(call, 'ecs.Image', call.cloud.references === 'all' ? data['ImageId'] : undefined) ??
      call.collection('ecs.Image').get(textOf(data, 'ImageId'));
    data['OsName'] = image?.data['OsName'] ?? 'Linux';
    data['OsType'] = image?.data['OsType'] ?? 'Linux';
    data['InstanceChargeType'] ??= 'PostPaid';
    data['Hostname'] ??= data['HostName'] ?? data['InstanceName'];
    data['StoppedMode'] = 'KeepCharging';
    for (const nic of objectsOf(data, 'NetworkInterfaces')) {
      const subnet = resolveReference(call, 'vpc.Subnet', nic['SubnetId']);
      if (subnet) data['VpcId'] = subnet.data['VpcId'];
      for (const id of textsOf(nic, 'SecurityGroupIds')) resolveReference(call, 'vpc.SecurityGroup', id);
    }
  },
  afterCreate: (call, entity) => {
    change(call, key, entity, {
      NetworkInterfaces: objectsOf(entity.data, 'NetworkInterfaces').map((nic, i) =>
        addInterface(call, entity, nic, i),
      ),
      Volumes: objectsOf(entity.data, 'Volumes').map((volume, i) => addVolume(call, entity, volume, i)),
    });
  },
  filters: {
    InstanceTypes: ({ data }, value) => (value as unknown[]).includes(data['InstanceTypeId']),
    InstanceTypeFamilies: ({ data }, value) =>
      (value as string[]).some((family) => textOf(data, 'InstanceTypeId').startsWith(`${family}.`)),
    PrimaryIpAddress: ({ data }, value) =>
      objectsOf(data, 'NetworkInterfaces').some((nic) => nic['PrimaryIpAddress'] === value),
    DedicatedHostId: ({ data }, value) =>
      (data['Placement'] as Data | undefined)?.['DedicatedHostId'] === value,
    EipAddresses: ({ id }, value, call) =>
      call
        .collection('vpc.EipAddress')
        .where('InstanceId', id)
        .some((eip) => (value as unknown[]).includes(eip.data['EipAddress'])),
  },
  computed: (call, { id }) => {
    const [eip] = call.collection('vpc.EipAddress').where('InstanceId', id);
    return eip ? { EipAddress: { AllocationId: eip.id, IpAddress: eip.data['EipAddress'] } } : {};
  },
  beforeDelete: (_call, { id, data }) => {
    if (data['DeletionProtection'] !== true) return;
    throw new ApiError(
      'OperationDenied.DeletionProtected',
      `The instance ${id} has deletion protection.`,
      400,
    );
  },
  afterDelete: (call, { id }) => {
    releaseEips(call, id);
    for (const nic of [...call.collection('vpc.NetworkInterface').where('DeviceId', id)]) {
      removeEntity(call, call.resourceType('vpc.NetworkInterface'), nic);
    }
    for (const volume of [...call.collection('storageebs.Volume').where('InstanceId', id)]) {
      if (volume.data['DeleteWithInstance'] === false) {
        change(call, 'storageebs.Volume', volume, { InstanceId: '' });
        changeStatus(call, 'storageebs.Volume', volume, 'available');
      } else call.collection('storageebs.Volume').remove(volume);
    }
  },
};

/** Adds a network interface for an instance; it gets an address when its subnet is known. */
function addInterface(call: Call, instance: Entity, nic: Data, index: number): Data {
  const Type = index === 0 ? 'primary' : 'secondary';
  const data: Data = {
    ...nic,
    Type,
    NetworkInterfaceName: '',
    DeviceId: instance.id,
    Status: 'InUse',
    Attachment: { InstanceId: instance.id, DeleteOnTermination: true },
    ProjectName: instance.data['ProjectName'],
  };
  assignSubnet(call, data, call.collection('vpc.Subnet').get(textOf(nic, 'SubnetId')));
  const entity = addEntity(call.as('vpc'), call.resourceType('vpc.NetworkInterface'), data);
  const { SubnetId, VpcId, SecurityGroupIds, PrimaryIpAddress, MacAddress } = entity.data;
  return {
    NetworkInterfaceId: entity.id,
    Type,
    SubnetId,
    VpcId,
    SecurityGroupIds,
    PrimaryIpAddress,
    MacAddress,
  };
}

/** Adds a volume of an instance; the first one is its system volume. */
function addVolume(call: Call, { id, data }: Entity, volume: Data, index: number): Data {
  const entity = addEntity(call.as('storageebs'), call.resourceType('storageebs.Volume'), {
    VolumeName: `${textOf(data, 'InstanceName')}-${index === 0 ? 'system' : `data-${index}`}`,
    VolumeType: volume['VolumeType'],
    Size: volume['Size'],
    Kind: index === 0 ? 'system' : 'data',
    InstanceId: id,
    ZoneId: data['ZoneId'],
    DeleteWithInstance: volume['DeleteWithInstance'] !== 'false',
    ProjectName: data['ProjectName'],
    ImageId: index === 0 ? data['ImageId'] : '',
    Status: 'attached',
  });
  return { VolumeId: entity.id };
}

function instanceOf(call: Call): Entity | undefined {
  return call.collection(key).get(textOf(call.input, 'InstanceId'));
}

/** An action that the instance allows only while it has one of these statuses. */
function onlyWhen(...statuses: readonly string[]): ActionHandler {
  return (call, generic) => {
    const instance = instanceOf(call);
    if (instance) requireStatus(key, instance, ...statuses);
    return generic();
  };
}

export const instanceActions: NonNullable<Behaviour['actions']> = {
  StartInstance: onlyWhen('STOPPED'),
  StopInstance: onlyWhen('RUNNING'),
  RebootInstance: onlyWhen('RUNNING'),
  ModifyInstanceSpec: (call, generic) => {
    const result = onlyWhen('STOPPED', 'RUNNING')(call, generic);
    const type = textOf(call.input, 'InstanceTypeId') || textOf(call.input, 'InstanceType');
    const instance = instanceOf(call);
    if (instance && type !== '' && !call.isDryRun) {
      change(call, key, instance, { InstanceTypeId: type, ...capacityOf(type) });
    }
    return { ...result, OrderId: '' };
  },
  ReplaceSystemVolume: (call, generic) => {
    const result = onlyWhen('STOPPED')(call, generic);
    const instance = instanceOf(call);
    if (instance && !call.isDryRun) change(call, key, instance, { ImageId: call.input['ImageId'] });
    return result;
  },
};
