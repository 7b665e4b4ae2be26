import type { Behaviour } from '../../engine/behaviour.js';
import type { Call, ResourceHooks } from '../../engine/call.js';
import {
  moveTo,
  resolveReference,
  refuseWhileReferenced,
  requireStatus,
  textOf,
} from '../../engine/references.js';
import { inUse } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';

const key = 'natgateway.NatGateway';

/** A rule of a gateway; the gateway takes one change of its rules at a time. */
function rule(idPrefix: string): ResourceHooks {
  return {
    idPrefix,
    beforeCreate: (call, data) => {
      const gateway = gatewayOf(call, data);
      if (gateway) requireStatus(key, gateway, 'Available');
    },
    afterCreate: (call, { data }) => configure(call, data),
    afterDelete: (call, { data }) => configure(call, data),
  };
}

function gatewayOf(call: Call, data: Readonly<Data>): Entity | undefined {
  return call.cloud.references === 'none' ? undefined : resolveReference(call, key, data['NatGatewayId']);
}

/** Puts the gateway of a rule into `Pending` for a change. */
function configure(call: Call, data: Readonly<Data>): void {
  const gateway =
    call.cloud.references === 'none' ? undefined : call.collection(key).get(textOf(data, 'NatGatewayId'));
  if (gateway) moveTo(call, key, gateway, 'Pending', 'Available');
}

function idsOf(call: Call, typeName: string, id: string): string[] {
  return call
    .collection(`natgateway.${typeName}`)
    .where('NatGatewayId', id)
    .map((one) => one.id);
}

/** NAT gateways with their SNAT and DNAT rules. */
export const natgateway: Behaviour = {
  module: 'natgateway',
  resourceTypes: {
    NatGateway: {
      idPrefix: 'ngw',
      beforeCreate: (call, data) => {
        if (call.cloud.references === 'none') return;
        resolveReference(call, 'vpc.Vpc', data['VpcId']);
        const subnet = resolveReference(call, 'vpc.Subnet', data['SubnetId']);
        data['ZoneId'] = subnet?.data['ZoneId'];
        data['Spec'] ??= 'Small';
        data['NetworkType'] ??= 'internet';
        data['BusinessStatus'] = 'Normal';
      },
      computed: (call, { id }) => ({
        SnatEntryIds: idsOf(call, 'SnatEntry', id),
        DnatEntryIds: idsOf(call, 'DnatEntry', id),
        EipAddresses: call
          .collection('vpc.EipAddress')
          .where('InstanceId', id)
          .map((eip) => ({ AllocationId: eip.id, EipAddress: eip.data['EipAddress'], UsingStatus: 'Idle' })),
      }),
      beforeDelete: (call, { id }) => {
        refuseWhileReferenced(call, 'NatGateway', id, {
          'natgateway.SnatEntry': 'NatGatewayId',
          'natgateway.DnatEntry': 'NatGatewayId',
        });
        const [eip] = call.collection('vpc.EipAddress').where('InstanceId', id);
        if (eip) throw inUse('NatGateway', id, `the EipAddress ${eip.id}`);
      },
    },
    SnatEntry: rule('snat'),
    DnatEntry: rule('dnat'),
    NatIp: { idPrefix: 'natip' },
  },
};
