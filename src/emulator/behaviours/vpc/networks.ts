import type { NounHooks } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { contains, overlap, parseCidr, type Cidr } from '../../../util/cidr.js';
import { addEntity } from '../../engine/handlers/add.js';
import { removeEntity } from '../../engine/lifecycle.js';
import { change, referred, refuseWhileReferred, requireStatus, textOf } from '../../engine/references.js';
import { inUse, invalidParameter, Refusal } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';
import { addressesIn } from './addresses.js';

/** The first and the last three addresses of a subnet are the cloud's own. */
const reserved = 4;

function cidrOf(data: Readonly<Data>, member: string, least: number, most: number): Cidr {
  const cidr = parseCidr(textOf(data, member));
  if (!cidr) throw invalidParameter(member, 'is no IPv4 range such as 10.0.0.0/16');
  if (cidr.maskLength < least || cidr.maskLength > most) {
    throw invalidParameter(member, `has a mask that is not from ${least} to ${most}`);
  }
  return cidr;
}

function idsIn(call: Call, key: string, vpcId: string): string[] {
  return call
    .collection(key)
    .where('VpcId', vpcId)
    .map(({ id }) => id);
}

export const vpc: NounHooks = {
  idPrefix: 'vpc',
  states: { creating: 'Creating' },
  beforeCreate: (call, data) => {
    if (call.world.references !== 'none') cidrOf(data, 'CidrBlock', 8, 28);
    data['VpcName'] ??= '';
  },
  afterCreate: (call, entity) => {
    const data = { VpcId: entity.id, RouteTableName: '', RouteTableType: 'System' };
    const table = addEntity(call, call.noun('vpc.RouteTable'), data);
    change(call, 'vpc.Vpc', entity, { RouteTableId: table.id });
  },
  present: (call, { id }) => ({
    SubnetIds: idsIn(call, 'vpc.Subnet', id),
    SecurityGroupIds: idsIn(call, 'vpc.SecurityGroup', id),
    RouteTableIds: idsIn(call, 'vpc.RouteTable', id),
    NatGatewayIds: idsIn(call, 'natgateway.NatGateway', id),
  }),
  beforeDelete: (call, { id }) => {
    refuseWhileReferred(call, 'Vpc', id, {
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
    for (const table of [...tables]) removeEntity(call.world, call.space, call.noun('vpc.RouteTable'), table);
  },
};

export const subnet: NounHooks = {
  idPrefix: 'subnet',
  states: { creating: 'Creating' },
  beforeCreate: (call, data) => {
    data['SubnetName'] ??= '';
    if (call.world.references === 'none') return;
    const cidr = cidrOf(data, 'CidrBlock', 16, 29);
    data['TotalIpv4Count'] = cidr.size - reserved;
    const parent = referred(call, 'vpc.Vpc', data['VpcId']);
    if (!parent) return;
    requireStatus('vpc.Vpc', parent, 'Available');
    const range = parseCidr(textOf(parent.data, 'CidrBlock'));
    if (range && !contains(range, cidr)) throw invalidParameter('CidrBlock', 'lies outside of its VPC');
    for (const { id, data: other } of call.collection('vpc.Subnet').where('VpcId', parent.id)) {
      const taken = parseCidr(textOf(other, 'CidrBlock'));
      if (taken && overlap(taken, cidr)) {
        throw new Refusal('InvalidCidrBlock.Conflict', `The range overlaps that of the subnet ${id}.`, 409);
      }
    }
    data['ProjectName'] ??= parent.data['ProjectName'];
  },
  present: (call, { id, data }) => ({
    AvailableIpAddressCount: Math.max(0, Number(data['TotalIpv4Count'] ?? 0) - addressesIn(call, id).size),
    RouteTable: tableOf(call, data),
  }),
  beforeDelete: (call, { id }) => {
    refuseWhileReferred(call, 'Subnet', id, {
      'vpc.NetworkInterface': 'SubnetId',
      'vpc.HaVip': 'SubnetId',
      'clb.LoadBalancer': 'SubnetId',
      'natgateway.NatGateway': 'SubnetId',
    });
  },
};

/** The route table of a subnet: the one it was joined to, else its VPC's own. */
function tableOf(call: Call, data: Readonly<Data>): Data {
  const tables = call.collection('vpc.RouteTable');
  const joined = data['RouteTableId'] === undefined ? undefined : tables.get(textOf(data, 'RouteTableId'));
  const table = joined ?? tables.where('VpcId', textOf(data, 'VpcId')).find((one) => !isCustom(one));
  return table ? { RouteTableId: table.id, RouteTableType: table.data['RouteTableType'] } : {};
}

export function isCustom({ data }: Entity): boolean {
  return data['RouteTableType'] !== 'System';
}
