import type { Behaviour } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { moveTo, referred, refuseWhileReferred, requireStatus, textOf } from '../../engine/references.js';
import { inUse } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';

const key = 'natgateway.NatGateway';

/** Rules make the gateway busy, one after the other. */
const entry = (prefix: string): NonNullable<Behaviour['nouns']>[string] => ({
  idPrefix: prefix,
  beforeCreate: (call, data) => {
    const gateway = gatewayOf(call, data);
    if (gateway) requireStatus(key, gateway, 'Available');
  },
  afterCreate: (call, { data }) => busy(call, data),
  afterDelete: (call, { data }) => busy(call, data),
});

function gatewayOf(call: Call, data: Readonly<Data>): Entity | undefined {
  return call.world.references === 'none' ? undefined : referred(call, key, data['NatGatewayId']);
}

function busy(call: Call, data: Readonly<Data>): void {
  const gateway =
    call.world.references === 'none' ? undefined : call.collection(key).get(textOf(data, 'NatGatewayId'));
  if (gateway) moveTo(call, key, gateway, 'Pending', 'Available');
}

function idsOf(call: Call, noun: string, id: string): string[] {
  return call
    .collection(`natgateway.${noun}`)
    .where('NatGatewayId', id)
    .map((one) => one.id);
}

/** Gateways to the outside, with their rules. */
export const natgateway: Behaviour = {
  module: 'natgateway',
  nouns: {
    NatGateway: {
      idPrefix: 'ngw',
      beforeCreate: (call, data) => {
        if (call.world.references === 'none') return;
        referred(call, 'vpc.Vpc', data['VpcId']);
        const subnet = referred(call, 'vpc.Subnet', data['SubnetId']);
        data['ZoneId'] = subnet?.data['ZoneId'];
        data['Spec'] ??= 'Small';
        data['NetworkType'] ??= 'internet';
        data['BusinessStatus'] = 'Normal';
      },
      present: (call, { id }) => ({
        SnatEntryIds: idsOf(call, 'SnatEntry', id),
        DnatEntryIds: idsOf(call, 'DnatEntry', id),
        EipAddresses: call
          .collection('vpc.EipAddress')
          .where('InstanceId', id)
          .map((eip) => ({ AllocationId: eip.id, EipAddress: eip.data['EipAddress'], UsingStatus: 'Idle' })),
      }),
      beforeDelete: (call, { id }) => {
        refuseWhileReferred(call, 'NatGateway', id, {
          'natgateway.SnatEntry': 'NatGatewayId',
          'natgateway.DnatEntry': 'NatGatewayId',
        });
        const [eip] = call.collection('vpc.EipAddress').where('InstanceId', id);
        if (eip) throw inUse('NatGateway', id, `the EipAddress ${eip.id}`);
      },
    },
    SnatEntry: entry('snat'),
    DnatEntry: entry('dnat'),
    NatIp: { idPrefix: 'natip' },
  },
};
