import type { Call, ResourceHooks } from '../../engine/call.js';
import { contains, overlap, parseCidr, type Cidr } from '../../../util/cidr.js';
import { addEntity } from '../../engine/add-entity.js';
import { removeEntity } from '../../engine/lifecycle.js';
import {
  change,
  resolveReference,
  refuseWhileReferenced,
  requireStatus,
  textOf,
} from '../../engine/references.js';
import { inUse, invalidParameter, ApiError } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';
import { addressesIn } from './addresses.js';

/** The cloud reserves the first address and the last three addresses of a subnet. */
const reservedCount = 4;

/** Reads a member that must be a CIDR range whose mask length is within bounds. */
function requireCidr(data: Readonly<Data>, member: string, minMask: number, maxMask: number): Cidr {
  const cidr = parseCidr(textOf(data, member));
  if (!cidr) throw invalidParameter(member, 'is not an IPv4 range such as 10.0.0.0/16');
  if (cidr.maskLength < minMask || cidr.maskLength > maxMask) {
    throw invalidParameter(member, `has a mask length outside ${minMask} to ${maxMask}`);
  }
  return cidr;
}

function idsIn(call: Call, key: string, vpcId: string): string[] {
  return call
    .collection(key)
    .where('VpcId', vpcId)
    .map(({ id }) => id);
}

export const vpcHooks: ResourceHooks = {
  idPrefix: 'vpc',
  states: { creating: 'Creating' },
  beforeCreate: (call, data) => {
    if (call.cloud.references !== 'none') requireCidr(data, 'CidrBlock', 8, 28);
    data['VpcName'] ??= '';
  },
  afterCreate: (call, entity) => {
    const data = { VpcId: entity.id, RouteTableName: '', RouteTableType: 'System' };
    const table = addEntity(call, call.resourceType('vpc.RouteTable'), data);
    change(call, 'vpc.Vpc', entity, { RouteTableId: table.id });
  },
  computed: (call, { id }) => ({
    SubnetIds: idsIn(call, 'vpc.Subnet', id),
    SecurityGroupIds: idsIn(call, 'vpc.SecurityGroup', id),
    RouteTableIds: idsIn(call, 'vpc.RouteTable', id),
    NatGatewayIds: idsIn(call, 'natgateway.NatGateway', id),
  }),
  beforeDelete: (call, { id }) => {
    refuseWhileReferenced(call, 'Vpc', id, {
      'vpc.Subnet': 'VpcId',
      'vpc.SecurityGroup': 'VpcId',
      'vpc.NetworkAcl': 'VpcId',
      'vpc.Ipv6Gateway': 'VpcId',
      'natgateway.NatGateway': 'VpcId',
      'transitrouter.TransitRouterVpcAttachment': 'VpcId',
    });
    const custom = call.collection('vpc.RouteTable').where('VpcId', id).find(isCustom);
    if (custom) throw inUse('Vpc', id, `the RouteTable ${custom.id}`);
  },
  afterDelete: (call, { id }) => {
    const tables = call.collection('vpc.RouteTable').where('VpcId', id);
    for (const table of [...tables]) removeEntity(call, call.resourceType('vpc.RouteTable'), table);
  },
};

export const subnetHooks: ResourceHooks = {
  idPrefix: 'subnet',
  states: { creating: 'Creating' },
  beforeCreate: (call, data) => {
    data['SubnetName'] ??= '';
    if (call.cloud.references === 'none') return;
    const cidr = requireCidr(data, 'CidrBlock', 16, 29);
    data['TotalIpv4Count'] = cidr.size - reservedCount;
    const parent = resolveReference(call, 'vpc.Vpc', data['VpcId']);
    if (!parent) return;
    requireStatus('vpc.Vpc', parent, 'Available');
    const range = parseCidr(textOf(parent.data, 'CidrBlock'));
    if (range && !contains(range, cidr))
      throw invalidParameter('CidrBlock', 'is outside the range of its VPC');
    for (const { id, data: other } of call.collection('vpc.Subnet').where('VpcId', parent.id)) {
      const taken = parseCidr(textOf(other, 'CidrBlock'));
      if (taken && overlap(taken, cidr)) {
        throw new ApiError(
          'InvalidCidrBlock.Conflict',
          `The range overlaps the range of the subnet ${id}.`,
          409,
        );
      }
    }
    data['ProjectName'] ??= parent.data['ProjectName'];
  },
  computed: (call, { id, data }) => ({
    AvailableIpAddressCount: Math.max(0, Number(data['TotalIpv4Count'] ?? 0) - addressesIn(call, id).size),
    RouteTable: tableOf(call, data),
  }),
  beforeDelete: (call, { id }) => {
    refuseWhileReferenced(call, 'Subnet', id, {
      'vpc.NetworkInterface': 'SubnetId',
      'vpc.HaVip': 'SubnetId',
      'clb.LoadBalancer': 'SubnetId',
      'natgateway.NatGateway': 'SubnetId',
    });
  },
};

/** The route table of a subnet: the associated one, else the system table of its VPC. */
function tableOf(call: Call, data: Readonly<Data>): Data {
  const tables = call.collection('vpc.RouteTable');
  const associated =
    data['RouteTableId'] === undefined ? undefined : tables.get(textOf(data, 'RouteTableId'));
  const table = associated ?? tables.where('VpcId', textOf(data, 'VpcId')).find((one) => !isCustom(one));
  return table ? { RouteTableId: table.id, RouteTableType: table.data['RouteTableType'] } : {};
}

/** Whether a user created the route table; each VPC has a system table too. */
export function isCustom({ data }: Entity): boolean {
  return data['RouteTableType'] !== 'System';
}
