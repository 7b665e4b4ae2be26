import type { Behaviour } from '../../engine/behaviour.js';
import type { Call, ResourceHooks } from '../../engine/call.js';
import { parseCidr } from '../../../util/cidr.js';
import { hash } from '../../state/ids.js';
import {
  change,
  requireResource,
  moveTo,
  resolveReference,
  requireStatus,
  textOf,
} from '../../engine/references.js';
import { inUse, invalidParameter, ApiError } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';
import { isCustom } from './networks.js';

export const routeTable: ResourceHooks = {
  idPrefix: 'vtb',
  beforeCreate: (call, data) => {
    if (call.cloud.references !== 'none') resolveReference(call, 'vpc.Vpc', data['VpcId']);
    data['RouteTableName'] ??= '';
    data['RouteTableType'] = 'Custom';
  },
  computed: (call, { id }) => ({
    SubnetIds: call
      .collection('vpc.Subnet')
      .where('RouteTableId', id)
      .map((subnet) => subnet.id),
  }),
  beforeDelete: (call, table) => {
    if (!isCustom(table))
      throw new ApiError('Forbidden', 'The system route table of a VPC cannot be deleted.', 403);
    const [subnet] = call.collection('vpc.Subnet').where('RouteTableId', table.id);
    if (subnet) throw inUse('RouteTable', table.id, `the Subnet ${subnet.id}`);
  },
};

export const routeEntry: ResourceHooks = {
  idPrefix: 'rte',
  beforeCreate: (call, data) => {
    if (call.cloud.references === 'none') return;
    const table = resolveReference(call, 'vpc.RouteTable', data['RouteTableId']);
    const range = textOf(data, 'DestinationCidrBlock');
    if (range !== '' && !parseCidr(range))
      throw invalidParameter('DestinationCidrBlock', 'is not an IPv4 range');
    const others = table ? call.collection('vpc.RouteEntry').where('RouteTableId', table.id) : [];
    if (range !== '' && others.some((other) => other.data['DestinationCidrBlock'] === range)) {
      throw new ApiError('InvalidRouteEntry.Conflict', `The table already has a route to ${range}.`, 409);
    }
    data['VpcId'] = table?.data['VpcId'];
    data['Type'] = 'Custom';
  },
};

const eipKey = 'vpc.EipAddress';

export const eip: ResourceHooks = {
  idPrefix: 'eip',
  beforeCreate: (call, data) => {
    const number = hash(`${call.engine.seed}/${call.cloud.ids.text(8)}`);
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

/** Detaches the EIPs of an instance that is being deleted. */
export function releaseEips(call: Call, instanceId: string): void {
  for (const entity of [...call.collection(eipKey).where('InstanceId', instanceId)]) unbind(call, entity);
}

function unbind(call: Call, entity: Entity): void {
  change(call, eipKey, entity, { InstanceId: '', InstanceType: '' });
  moveTo(call, eipKey, entity, 'Detaching', 'Available');
}

/** The resource types that an EIP can be attached to, by `InstanceType`. */
const instanceKeys: Readonly<Record<string, string>> = {
  EcsInstance: 'ecs.Instance',
  Nat: 'natgateway.NatGateway',
  ClbInstance: 'clb.LoadBalancer',
  NetworkInterface: 'vpc.NetworkInterface',
  HaVip: 'vpc.HaVip',
};

export const routeAndEipActions: NonNullable<Behaviour['actions']> = {
  AssociateEipAddress: (call) => {
    const entity = requireResource(call, eipKey, call.input['AllocationId']);
    requireStatus(eipKey, entity, 'Available');
    const { InstanceId, InstanceType } = call.input;
    const target = instanceKeys[String(InstanceType)];
    if (target !== undefined) resolveReference(call, target, InstanceId);
    if (!call.isDryRun) {
      change(call, eipKey, entity, { InstanceId, InstanceType });
      moveTo(call, eipKey, entity, 'Attaching', 'Attached');
    }
    return call.result({});
  },
  DisassociateEipAddress: (call) => {
    const entity = requireResource(call, eipKey, call.input['AllocationId']);
    requireStatus(eipKey, entity, 'Attached');
    if (!call.isDryRun) unbind(call, entity);
    return call.result({});
  },
  AssociateRouteTable: (call) => associateTable(call, textOf(call.input, 'RouteTableId')),
  DisassociateRouteTable: (call) => associateTable(call, undefined),
};

/** Sets the route table of a subnet; undefined returns it to the system table of its VPC. */
function associateTable(call: Call, RouteTableId: string | undefined): Data {
  requireResource(call, 'vpc.RouteTable', call.input['RouteTableId']);
  const subnetId = textOf(call.input, 'SubnetId');
  const subnet = subnetId === '' ? undefined : requireResource(call, 'vpc.Subnet', subnetId);
  if (subnet && !call.isDryRun) change(call, 'vpc.Subnet', subnet, { RouteTableId });
  return call.result({});
}
