import type { NounHooks } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { giveFirst } from '../../engine/predefined.js';
import { addEntity } from '../../engine/handlers/add.js';
import { removeEntity } from '../../engine/lifecycle.js';
import {
  change,
  changeStatus,
  objectsOf,
  referred,
  requireStatus,
  textOf,
  textsOf,
} from '../../engine/references.js';
import { Refusal } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';
import { placeIn } from '../vpc/interfaces.js';
import { releaseEips } from '../vpc/routes-and-eips.js';
import { capacityOf } from './catalogue.js';

const key = 'ecs.Instance';

export const instance: NounHooks = {
  idPrefix: 'i',
  beforeCreate: (call, data) => {
    const type = textOf(data, 'InstanceTypeId') || textOf(data, 'InstanceType') || 'ecs.g1.large';
    delete data['InstanceType'];
    Object.assign(data, { InstanceTypeId: type, ...capacityOf(type) });
    giveFirst(call, call.noun('ecs.Image'));
    const image =
      referred(call, 'ecs.Image', call.world.references === 'all' ? data['ImageId'] : undefined) ??
      call.collection('ecs.Image').get(textOf(data, 'ImageId'));
    data['OsName'] = image?.data['OsName'] ?? 'Linux';
    data['OsType'] = image?.data['OsType'] ?? 'Linux';
    data['InstanceChargeType'] ??= 'PostPaid';
    data['Hostname'] ??= data['HostName'] ?? data['InstanceName'];
    data['StoppedMode'] = 'KeepCharging';
    for (const nic of objectsOf(data, 'NetworkInterfaces')) {
      const subnet = referred(call, 'vpc.Subnet', nic['SubnetId']);
      if (subnet) data['VpcId'] = subnet.data['VpcId'];
      for (const id of textsOf(nic, 'SecurityGroupIds')) referred(call, 'vpc.SecurityGroup', id);
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
  present: (call, { id }) => {
    const [eip] = call.collection('vpc.EipAddress').where('InstanceId', id);
    return eip ? { EipAddress: { AllocationId: eip.id, IpAddress: eip.data['EipAddress'] } } : {};
  },
  beforeDelete: (_call, { id, data }) => {
    if (data['DeletionProtection'] !== true) return;
    throw new Refusal(
      'OperationDenied.DeletionProtected',
      `The instance ${id} is protected from deletion.`,
      400,
    );
  },
  afterDelete: (call, { id }) => {
    releaseEips(call, id);
    const vpcSpace = call.world.space(call.caller.account, call.region, 'vpc');
    for (const nic of [...call.collection('vpc.NetworkInterface').where('DeviceId', id)]) {
      removeEntity(call.world, vpcSpace, call.noun('vpc.NetworkInterface'), nic);
    }
    for (const volume of [...call.collection('storageebs.Volume').where('InstanceId', id)]) {
      if (volume.data['DeleteWithInstance'] === false) {
        change(call, 'storageebs.Volume', volume, { InstanceId: '' });
        changeStatus(call, 'storageebs.Volume', volume, 'available');
      } else call.collection('storageebs.Volume').remove(volume);
    }
  },
};

/** The interface of an instance: one of the network's, where its subnet is known. */
function addInterface(call: Call, { id, data }: Entity, nic: Data, index: number): Data {
  const Type = index === 0 ? 'primary' : 'secondary';
  const made: Data = { ...nic, Type, NetworkInterfaceName: '', DeviceId: id, Status: 'InUse' };
  made['Attachment'] = { InstanceId: id, DeleteOnTermination: true };
  placeIn(call, made, call.collection('vpc.Subnet').get(textOf(nic, 'SubnetId')));
  made['ProjectName'] = data['ProjectName'];
  const entity = addEntity(call.as('vpc'), call.noun('vpc.NetworkInterface'), made);
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

function addVolume(call: Call, { id, data }: Entity, volume: Data, index: number): Data {
  const entity = addEntity(call.as('storageebs'), call.noun('storageebs.Volume'), {
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

function each(ids: unknown, call: Call, act: (entity: Entity) => void): void {
  for (const id of ids as string[]) {
    const entity = call.collection(key).get(id);
    if (entity) act(entity);
  }
}

/** Lets an action of instances go on only in the states that allow it. */
function onlyWhen(...states: string[]): (call: Call, generic: () => Data) => Data {
  return (call, generic) => {
    const id = call.input['InstanceId'];
    const entity = typeof id === 'string' ? call.collection(key).get(id) : undefined;
    if (entity) requireStatus(key, entity, ...states);
    return generic();
  };
}

export const instanceActions = {
  StartInstance: onlyWhen('STOPPED'),
  StopInstance: onlyWhen('RUNNING'),
  RebootInstance: onlyWhen('RUNNING'),
  ModifyInstanceSpec: (call: Call, generic: () => Data): Data => {
    const result = onlyWhen('STOPPED', 'RUNNING')(call, generic);
    const type = textOf(call.input, 'InstanceTypeId') || textOf(call.input, 'InstanceType');
    if (type !== '' && !call.isDryRun) {
      each([call.input['InstanceId']], call, (entity) =>
        change(call, key, entity, { InstanceTypeId: type, ...capacityOf(type) }),
      );
    }
    return { ...result, OrderId: '' };
  },
  ReplaceSystemVolume: (call: Call, generic: () => Data): Data => {
    const result = onlyWhen('STOPPED')(call, generic);
    if (!call.isDryRun) {
      each([call.input['InstanceId']], call, (entity) =>
        change(call, key, entity, { ImageId: call.input['ImageId'] }),
      );
    }
    return result;
  },
};
