import type { NounHooks } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { parseCidr } from '../../../util/cidr.js';
import { hash } from '../../state/ids.js';
import { change, existing, moveTo, referred, requireStatus, textOf } from '../../engine/references.js';
import { inUse, invalidParameter, Refusal } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';
import { isCustom } from './networks.js';

export const routeTable: NounHooks = {
  idPrefix: 'vtb',
  beforeCreate: (call, data) => {
    if (call.world.references !== 'none') referred(call, 'vpc.Vpc', data['VpcId']);
    data['RouteTableName'] ??= '';
    data['RouteTableType'] = 'Custom';
  },
  present: (call, { id }) => ({
    SubnetIds: call
      .collection('vpc.Subnet')
      .where('RouteTableId', id)
      .map((subnet) => subnet.id),
  }),
  beforeDelete: (call, table) => {
    if (!isCustom(table)) throw new Refusal('Forbidden', 'The route table of the VPC itself stays.', 403);
    const [subnet] = call.collection('vpc.Subnet').where('RouteTableId', table.id);
    if (subnet) throw inUse('RouteTable', table.id, `the Subnet ${subnet.id}`);
  },
};

export const routeEntry: NounHooks = {
  idPrefix: 'rte',
  beforeCreate: (call, data) => {
    if (call.world.references === 'none') return;
    const table = referred(call, 'vpc.RouteTable', data['RouteTableId']);
    const range = textOf(data, 'DestinationCidrBlock');
    if (range !== '' && !parseCidr(range)) throw invalidParameter('DestinationCidrBlock', 'is no IPv4 range');
    const others = table ? call.collection('vpc.RouteEntry').where('RouteTableId', table.id) : [];
    if (range !== '' && others.some((other) => other.data['DestinationCidrBlock'] === range)) {
      throw new Refusal('InvalidRouteEntry.Conflict', `The table has a route to ${range} already.`, 409);
    }
    data['VpcId'] = table?.data['VpcId'];
    data['Type'] = 'Custom';
  },
};

const eipKey = 'vpc.EipAddress';

export const eip: NounHooks = {
  idPrefix: 'eip',
  beforeCreate: (call, data) => {
    const number = hash(`${call.engine.seed}/${call.world.ids.text(8)}`);
    data['EipAddress'] ??= data['IpAddress'] ?? `203.0.${(number >>> 8) % 256}.${(number % 254) + 1}`;
    data['AllocationTime'] ??= new Date(call.now).toISOString();
    data['ISP'] ??= 'BGP';
    data['Bandwidth'] ??= 1;
    data['BillingType'] ??= 2;
    data['Name'] ??= data['EipAddress'];
  },
  filters: {
    AssociatedInstanceId: ({ data }, value) => data['InstanceId'] === value,
    AssociatedInstanceType: ({ data }, value) => data['InstanceType'] === value,
    EipAddresses: ({ data }, value) => (value as unknown[]).includes(data['EipAddress']),
  },
  beforeDelete: (_call, entity) => requireStatus(eipKey, entity, 'Available'),
};

/** Takes an address off what it is on, at once: what it was on is going. */
export function releaseEips(call: Call, instanceId: string): void {
  for (const entity of [...call.collection(eipKey).where('InstanceId', instanceId)]) unbind(call, entity);
}

function unbind(call: Call, entity: Entity): void {
  change(call, eipKey, entity, { InstanceId: '', InstanceType: '' });
  moveTo(call, eipKey, entity, 'Detaching', 'Available');
}

const instanceKeys: Readonly<Record<string, string>> = {
  EcsInstance: 'ecs.Instance',
  Nat: 'natgateway.NatGateway',
  ClbInstance: 'clb.LoadBalancer',
  NetworkInterface: 'vpc.NetworkInterface',
  HaVip: 'vpc.HaVip',
};

export const routeAndEipActions = {
  AssociateEipAddress: (call: Call): Data => {
    const entity = existing(call, eipKey, call.input['AllocationId']);
    requireStatus(eipKey, entity, 'Available');
    const { InstanceId, InstanceType } = call.input;
    const target = instanceKeys[String(InstanceType)];
    if (target !== undefined) referred(call, target, InstanceId);
    if (!call.isDryRun) {
      change(call, eipKey, entity, { InstanceId, InstanceType });
      moveTo(call, eipKey, entity, 'Attaching', 'Attached');
    }
    return call.result({});
  },
  DisassociateEipAddress: (call: Call): Data => {
    const entity = existing(call, eipKey, call.input['AllocationId']);
    requireStatus(eipKey, entity, 'Attached');
    if (!call.isDryRun) unbind(call, entity);
    return call.result({});
  },
  AssociateRouteTable: (call: Call): Data => joinTable(call, textOf(call.input, 'RouteTableId')),
  DisassociateRouteTable: (call: Call): Data => joinTable(call, undefined),
};

function joinTable(call: Call, RouteTableId: string | undefined): Data {
  existing(call, 'vpc.RouteTable', call.input['RouteTableId']);
  const subnetId = textOf(call.input, 'SubnetId');
  const subnet = subnetId === '' ? undefined : existing(call, 'vpc.Subnet', subnetId);
  if (subnet && !call.isDryRun) change(call, 'vpc.Subnet', subnet, { RouteTableId });
  return call.result({});
}
