import type { Behaviour, NounHooks } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { addEntity } from '../../engine/handlers/add.js';
import { timeValue } from '../../engine/lifecycle.js';
import {
  change,
  existing,
  moveTo,
  referred,
  refuseWhileReferred,
  requireStatus,
  textOf,
} from '../../engine/references.js';
import { alreadyExists, inUse, notFound, Refusal } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';

const module = 'transitrouter';
const routerKey = `${module}.TransitRouter`;
const tableKey = `${module}.TransitRouterRouteTable`;
const packageKey = `${module}.TransitRouterBandwidthPackage`;
const associationKey = `${module}.TransitRouterRouteTableAssociation`;
const propagationKey = `${module}.TransitRouterRouteTablePropagation`;

const passing = { creating: 'Creating', deleting: 'Deleting' };

/** The kinds of attachments, and the member that says what is attached. */
const attachmentKinds: Readonly<Record<string, readonly [resourceType: string, member: string]>> = {
  TransitRouterVpcAttachment: ['VPC', 'VpcId'],
  TransitRouterVpnAttachment: ['VPN', 'VpnConnectionId'],
  TransitRouterDirectConnectGatewayAttachment: ['DirectConnectGateway', 'DirectConnectGatewayId'],
  TransitRouterPeerAttachment: ['TransitRouter', 'PeerTransitRouterId'],
};

function attachmentOf(call: Call, id: unknown): { key: string; entity: Entity } {
  for (const noun of Object.keys(attachmentKinds)) {
    const key = `${module}.${noun}`;
    const entity = call.collection(key).get(String(id));
    if (entity) return { key, entity };
  }
  throw new Refusal('InvalidTransitRouterAttachment.NotFound', `There is no attachment ${String(id)}.`, 404);
}

function attachment(noun: string): NounHooks {
  const [, member = ''] = attachmentKinds[noun] ?? [];
  return {
    idPrefix: 'tr-attach',
    states: passing,
    beforeCreate: (call, data) => {
      if (call.world.references === 'none') return;
      const router = referred(call, routerKey, data['TransitRouterId']);
      if (router) requireStatus(routerKey, router, 'Available');
      if (member === 'VpcId') referred(call, 'vpc.Vpc', data[member]);
      const others = call.collection(`${module}.${noun}`).where(member, textOf(data, member));
      if (others.some((other) => other.data['TransitRouterId'] === data['TransitRouterId'])) {
        throw alreadyExists('TransitRouterAttachment', textOf(data, member));
      }
      if (noun === 'TransitRouterPeerAttachment') takeBandwidth(call, data);
    },
    present: (call, { id }) => {
      const [association] = call.collection(associationKey).where('TransitRouterAttachmentId', id);
      return association ? { TransitRouterRouteTableId: association.data['TransitRouterRouteTableId'] } : {};
    },
    beforeDelete: (call, { id }) => {
      refuseWhileReferred(call, 'TransitRouterAttachment', id, {
        [associationKey]: 'TransitRouterAttachmentId',
        [propagationKey]: 'TransitRouterAttachmentId',
        [`${module}.TransitRouterRouteEntry`]: 'TransitRouterRouteEntryNextHopId',
      });
    },
  };
}

function bandwidthLeft(call: Call, { id, data }: Entity): number {
  const users = call
    .collection(`${module}.TransitRouterPeerAttachment`)
    .where('TransitRouterBandwidthPackageId', id);
  return (
    Number(data['Bandwidth'] ?? 2) - users.reduce((sum, user) => sum + Number(user.data['Bandwidth'] ?? 0), 0)
  );
}

function takeBandwidth(call: Call, data: Readonly<Data>): void {
  const source = referred(call, packageKey, data['TransitRouterBandwidthPackageId']);
  if (source && Number(data['Bandwidth'] ?? 0) > bandwidthLeft(call, source)) {
    throw new Refusal('InvalidBandwidth.Insufficient', 'The bandwidth package has less left than that.', 400);
  }
}

function allocations(call: Call, entity: Entity): Data {
  const users = call
    .collection(`${module}.TransitRouterPeerAttachment`)
    .where('TransitRouterBandwidthPackageId', entity.id);
  return {
    RemainingBandwidth: bandwidthLeft(call, entity),
    Allocations: users.map(({ id, data }) => ({
      TransitRouterPeerAttachmentId: id,
      Bandwidth: data['Bandwidth'],
      LocalRegionId: call.region,
      PeerRegionId: data['PeerTransitRouterRegionId'],
      AllocateTime: data['CreationTime'],
    })),
  };
}

/** Joins an attachment and a route table by an entry of that noun. */
function join(call: Call, key: string, isOnly: boolean): Data {
  const { TransitRouterAttachmentId, TransitRouterRouteTableId, PropagationGranularity } = call.input;
  const { entity } = attachmentOf(call, TransitRouterAttachmentId);
  const table = existing(call, tableKey, TransitRouterRouteTableId);
  const joined = call.collection(key).where('TransitRouterAttachmentId', entity.id);
  if (
    isOnly ? joined.length > 0 : joined.some(({ data }) => data['TransitRouterRouteTableId'] === table.id)
  ) {
    throw alreadyExists(key.slice(module.length + 1), entity.id);
  }
  const data = {
    TransitRouterAttachmentId: entity.id,
    TransitRouterRouteTableId: table.id,
    PropagationGranularity,
    CreationTime: timeValue({ type: 'string' }, call.now),
    Status: 'Creating',
  };
  const made = call.collection(key).add(table.id, data);
  moveTo(call, key, made, 'Creating', 'Available');
  return call.result({});
}

function part(call: Call, key: string): Data {
  const { TransitRouterAttachmentId, TransitRouterRouteTableId } = call.input;
  const entity = call
    .collection(key)
    .withId(String(TransitRouterRouteTableId))
    .find(({ data }) => data['TransitRouterAttachmentId'] === TransitRouterAttachmentId);
  if (!entity) throw notFound(module, key.slice(module.length + 1), String(TransitRouterAttachmentId));
  call.collection(key).remove(entity);
  return call.result({});
}

/** Every attachment of whatever kind, as the list of all of them shows it. */
function allAttachments(call: Call, generic: () => Data): Data {
  const view = call.collection(`${module}.TransitRouterAttachment`);
  view.wasGiven = true;
  for (const old of [...view.all()]) view.remove(old);
  for (const [noun, [ResourceType, member]] of Object.entries(attachmentKinds)) {
    const key = `${module}.${noun}`;
    for (const entity of call.collection(key).all()) {
      const more = call.hooks(call.noun(key)).present?.(call, entity);
      view.add(entity.id, { ...entity.data, ...more, ResourceType, ResourceId: entity.data[member] });
    }
  }
  return generic();
}

/** Routers that join networks: attachments, route tables, and the bandwidth between regions. */
export const transitrouter: Behaviour = {
  module,
  nouns: {
    TransitRouter: {
      idPrefix: 'tr',
      states: passing,
      beforeCreate: (_call, data) => {
        data['TransitRouterName'] ??= '';
        data['Asn'] ??= 64_512;
      },
      afterCreate: (call, { id }) => {
        // Each router has a table of its own from the beginning.
        addEntity(call, call.noun(tableKey), { TransitRouterId: id, TransitRouterRouteTableType: 'System' });
      },
      beforeDelete: (call, { id }) => {
        const keys = Object.keys(attachmentKinds).map((noun) => [`${module}.${noun}`, 'TransitRouterId']);
        refuseWhileReferred(call, 'TransitRouter', id, Object.fromEntries(keys) as Record<string, string>);
        const custom = call.collection(tableKey).where('TransitRouterId', id).find(isCustom);
        if (custom) throw inUse('TransitRouter', id, `the TransitRouterRouteTable ${custom.id}`);
      },
      afterDelete: (call, { id }) => {
        for (const table of [...call.collection(tableKey).where('TransitRouterId', id)]) {
          call.collection(tableKey).remove(table);
        }
      },
    },
    ...Object.fromEntries(Object.keys(attachmentKinds).map((noun) => [noun, attachment(noun)])),
    TransitRouterRouteTable: {
      idPrefix: 'tr-rtb',
      beforeCreate: (call, data) => {
        if (call.world.references !== 'none') referred(call, routerKey, data['TransitRouterId']);
        data['TransitRouterRouteTableType'] = 'Custom';
      },
      beforeDelete: (call, table) => {
        if (!isCustom(table)) throw new Refusal('Forbidden', "The router's own route table stays.", 403);
        refuseWhileReferred(call, 'TransitRouterRouteTable', table.id, {
          [associationKey]: 'TransitRouterRouteTableId',
          [propagationKey]: 'TransitRouterRouteTableId',
        });
      },
    },
    TransitRouterRouteEntry: {
      idPrefix: 'tr-rte',
      beforeCreate: (call, data) => {
        data['TransitRouterRouteEntryType'] = 'Static';
        if (call.world.references === 'none') return;
        const table = existing(call, tableKey, data['TransitRouterRouteTableId']);
        const hop = data['TransitRouterRouteEntryNextHopId'];
        if (typeof hop === 'string' && hop !== '') attachmentOf(call, hop);
        const same = call
          .collection(`${module}.TransitRouterRouteEntry`)
          .where('TransitRouterRouteTableId', table.id);
        if (same.some((entry) => entry.data['DestinationCidrBlock'] === data['DestinationCidrBlock'])) {
          throw alreadyExists('TransitRouterRouteEntry', textOf(data, 'DestinationCidrBlock'));
        }
      },
    },
    TransitRouterBandwidthPackage: {
      idPrefix: 'tbp',
      states: passing,
      present: allocations,
      beforeDelete: (call, { id }) =>
        refuseWhileReferred(call, 'TransitRouterBandwidthPackage', id, {
          [`${module}.TransitRouterPeerAttachment`]: 'TransitRouterBandwidthPackageId',
        }),
    },
    TransitRouterRouteTableAssociation: { given: () => [] },
    TransitRouterRouteTablePropagation: { given: () => [] },
    TransitRouterBandwidthPackagesBilling: { given: () => [] },
  },
  actions: {
    AssociateTransitRouterAttachmentToRouteTable: (call) => join(call, associationKey, true),
    DissociateTransitRouterAttachmentFromRouteTable: (call) => part(call, associationKey),
    EnableTransitRouterRouteTablePropagation: (call) => join(call, propagationKey, false),
    DisableTransitRouterRouteTablePropagation: (call) => part(call, propagationKey),
    DescribeTransitRouterAttachments: allAttachments,
    DescribeTransitRouterBandwidthPackagesBilling: (call, generic) => {
      const view = call.collection(`${module}.TransitRouterBandwidthPackagesBilling`);
      view.wasGiven = true;
      for (const old of [...view.all()]) view.remove(old);
      for (const { id, data } of call.collection(packageKey).all()) {
        view.add(id, { ...data, BillingStatus: 'Normal', BillingType: data['BillingType'] ?? 1 });
      }
      return generic();
    },
    AcceptTransitRouterPeerAttachment: (call, generic) => {
      const { key, entity } = attachmentOf(call, call.input['TransitRouterAttachmentId']);
      change(call, key, entity, { Status: 'Available' });
      return generic();
    },
  },
};

function isCustom({ data }: Entity): boolean {
  return data['TransitRouterRouteTableType'] !== 'System';
}
