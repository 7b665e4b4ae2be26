import type { Behaviour } from '../../engine/behaviour.js';
import type { ResourceHooks } from '../../engine/call.js';
import type { Call } from '../../engine/call.js';
import { addEntity } from '../../engine/add-entity.js';
import { knownMembers } from '../../engine/handlers/get.js';
import { timeValue } from '../../engine/lifecycle.js';
import {
  change,
  requireResource,
  moveTo,
  resolveReference,
  refuseWhileReferenced,
  requireStatus,
  textOf,
} from '../../engine/references.js';
import { alreadyExists, inUse, notFound, ApiError } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';

const module = 'transitrouter';
const routerKey = `${module}.TransitRouter`;
const tableKey = `${module}.TransitRouterRouteTable`;
const packageKey = `${module}.TransitRouterBandwidthPackage`;
const associationKey = `${module}.TransitRouterRouteTableAssociation`;
const propagationKey = `${module}.TransitRouterRouteTablePropagation`;

const transitional = { creating: 'Creating', deleting: 'Deleting' };

/** The types of attachments: what each of them attaches, and the member that holds its id. */
const attachmentTypes: Readonly<Record<string, readonly [attachedType: string, member: string]>> = {
  TransitRouterVpcAttachment: ['VPC', 'VpcId'],
  TransitRouterVpnAttachment: ['VPN', 'VpnConnectionId'],
  TransitRouterDirectConnectGatewayAttachment: ['DirectConnectGateway', 'DirectConnectGatewayId'],
  TransitRouterPeerAttachment: ['TransitRouter', 'PeerTransitRouterId'],
};

function attachmentOf(call: Call, id: unknown): { key: string; entity: Entity } {
  for (const typeName of Object.keys(attachmentTypes)) {
    const key = `${module}.${typeName}`;
    const entity = call.collection(key).get(String(id));
    if (entity) return { key, entity };
  }
  const message = `There is no attachment ${String(id)}.`;
  throw new ApiError('InvalidTransitRouterAttachment.NotFound', message, 404);
}

function attachment(typeName: string): ResourceHooks {
  const [, member = ''] = attachmentTypes[typeName] ?? [];
  return {
    idPrefix: 'tr-attach',
    states: transitional,
    beforeCreate: (call, data) => {
      if (call.cloud.references === 'none') return;
      const router = resolveReference(call, routerKey, data['TransitRouterId']);
      if (router) requireStatus(routerKey, router, 'Available');
      if (member === 'VpcId') resolveReference(call, 'vpc.Vpc', data[member]);
      const others = call.collection(`${module}.${typeName}`).where(member, textOf(data, member));
      if (others.some((other) => other.data['TransitRouterId'] === data['TransitRouterId'])) {
        throw alreadyExists('TransitRouterAttachment', textOf(data, member));
      }
      if (typeName === 'TransitRouterPeerAttachment') checkBandwidth(call, data);
    },
    computed: (call, { id }) => {
      const [association] = call.collection(associationKey).where('TransitRouterAttachmentId', id);
      return association ? { TransitRouterRouteTableId: association.data['TransitRouterRouteTableId'] } : {};
    },
    beforeDelete: (call, { id }) => {
      refuseWhileReferenced(call, 'TransitRouterAttachment', id, {
        [associationKey]: 'TransitRouterAttachmentId',
        [propagationKey]: 'TransitRouterAttachmentId',
        [`${module}.TransitRouterRouteEntry`]: 'TransitRouterRouteEntryNextHopId',
      });
    },
  };
}

/** The bandwidth of a package that its attachments do not use. */
function bandwidthLeft(call: Call, { id, data }: Entity): number {
  const users = call
    .collection(`${module}.TransitRouterPeerAttachment`)
    .where('TransitRouterBandwidthPackageId', id);
  const used = users.reduce((sum, user) => sum + Number(user.data['Bandwidth'] ?? 0), 0);
  return Number(data['Bandwidth'] ?? 2) - used;
}

function checkBandwidth(call: Call, data: Readonly<Data>): void {
  const source = resolveReference(call, packageKey, data['TransitRouterBandwidthPackageId']);
  if (source && Number(data['Bandwidth'] ?? 0) > bandwidthLeft(call, source)) {
    throw new ApiError(
      'InvalidBandwidth.Insufficient',
      'The bandwidth package has less bandwidth left.',
      400,
    );
  }
}

/** The members of a bandwidth package that show how its attachments use it. */
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

/**
 * Connects an attachment with a route table, by an association or a propagation.
 *
 * @param isExclusive - an attachment can have one such connection only
 */
function connect(call: Call, key: string, isExclusive: boolean): Data {
  const { TransitRouterAttachmentId, TransitRouterRouteTableId, PropagationGranularity } = call.input;
  const { entity } = attachmentOf(call, TransitRouterAttachmentId);
  const table = requireResource(call, tableKey, TransitRouterRouteTableId);
  const connections = call.collection(key).where('TransitRouterAttachmentId', entity.id);
  const isConnected = isExclusive
    ? connections.length > 0
    : connections.some(({ data }) => data['TransitRouterRouteTableId'] === table.id);
  if (isConnected) {
    throw alreadyExists(key.slice(module.length + 1), entity.id);
  }
  const data = {
    TransitRouterAttachmentId: entity.id,
    TransitRouterRouteTableId: table.id,
    PropagationGranularity,
    CreationTime: timeValue({ type: 'string' }, call.now),
    Status: 'Creating',
  };
  const connection = call.collection(key).add(entity.id, data);
  moveTo(call, key, connection, 'Creating', 'Available');
  return call.result({});
}

/** Removes a connection of an attachment with a route table. */
function disconnect(call: Call, key: string): Data {
  const { TransitRouterAttachmentId, TransitRouterRouteTableId } = call.input;
  const entity = call
    .collection(key)
    .withId(String(TransitRouterAttachmentId))
    .find(({ data }) => data['TransitRouterRouteTableId'] === TransitRouterRouteTableId);
  if (!entity) throw notFound(module, key.slice(module.length + 1), String(TransitRouterAttachmentId));
  call.collection(key).remove(entity);
  return call.result({});
}

/** Lists the attachments of all types: rebuilds the collection that the generic list reads. */
function listAttachments(call: Call, generic: () => Data): Data {
  const view = call.collection(`${module}.TransitRouterAttachment`);
  view.hasPredefined = true;
  for (const old of [...view.all()]) view.remove(old);
  for (const [typeName, [ResourceType, member]] of Object.entries(attachmentTypes)) {
    const key = `${module}.${typeName}`;
    for (const entity of call.collection(key).all()) {
      const known = knownMembers(call, call.resourceType(key), entity);
      view.add(entity.id, { ...known, ResourceType, ResourceId: entity.data[member] });
    }
  }
  return generic();
}

/** Routers that connect networks: attachments, route tables, and bandwidth between regions. */
export const transitrouter: Behaviour = {
  module,
  resourceTypes: {
    TransitRouter: {
      idPrefix: 'tr',
      states: transitional,
      beforeCreate: (_call, data) => {
        data['TransitRouterName'] ??= '';
        data['Asn'] ??= 64_512;
      },
      afterCreate: (call, { id }) => {
        // Each router has a system route table from the start.
        addEntity(call, call.resourceType(tableKey), {
          TransitRouterId: id,
          TransitRouterRouteTableType: 'System',
        });
      },
      beforeDelete: (call, { id }) => {
        const users = Object.keys(attachmentTypes).map(
          (name) => [`${module}.${name}`, 'TransitRouterId'] as const,
        );
        refuseWhileReferenced(call, 'TransitRouter', id, Object.fromEntries(users));
        const custom = call.collection(tableKey).where('TransitRouterId', id).find(isCustom);
        if (custom) throw inUse('TransitRouter', id, `the TransitRouterRouteTable ${custom.id}`);
      },
      afterDelete: (call, { id }) => {
        for (const table of [...call.collection(tableKey).where('TransitRouterId', id)]) {
          call.collection(tableKey).remove(table);
        }
      },
    },
    ...Object.fromEntries(Object.keys(attachmentTypes).map((name) => [name, attachment(name)])),
    TransitRouterRouteTable: {
      idPrefix: 'tr-rtb',
      beforeCreate: (call, data) => {
        if (call.cloud.references !== 'none') resolveReference(call, routerKey, data['TransitRouterId']);
        data['TransitRouterRouteTableType'] = 'Custom';
      },
      beforeDelete: (call, table) => {
        if (!isCustom(table))
          throw new ApiError('Forbidden', 'The system route table of a router cannot be deleted.', 403);
        refuseWhileReferenced(call, 'TransitRouterRouteTable', table.id, {
          [associationKey]: 'TransitRouterRouteTableId',
          [propagationKey]: 'TransitRouterRouteTableId',
        });
      },
    },
    TransitRouterRouteEntry: {
      idPrefix: 'tr-rte',
      beforeCreate: (call, data) => {
        data['TransitRouterRouteEntryType'] = 'Static';
        if (call.cloud.references === 'none') return;
        const table = requireResource(call, tableKey, data['TransitRouterRouteTableId']);
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
      states: transitional,
      computed: allocations,
      beforeDelete: (call, { id }) =>
        refuseWhileReferenced(call, 'TransitRouterBandwidthPackage', id, {
          [`${module}.TransitRouterPeerAttachment`]: 'TransitRouterBandwidthPackageId',
        }),
    },
    TransitRouterRouteTableAssociation: { predefined: () => [] },
    TransitRouterRouteTablePropagation: { predefined: () => [] },
    TransitRouterBandwidthPackagesBilling: { predefined: () => [] },
  },
  actions: {
    AssociateTransitRouterAttachmentToRouteTable: (call) => connect(call, associationKey, true),
    DissociateTransitRouterAttachmentFromRouteTable: (call) => disconnect(call, associationKey),
    EnableTransitRouterRouteTablePropagation: (call) => connect(call, propagationKey, false),
    DisableTransitRouterRouteTablePropagation: (call) => disconnect(call, propagationKey),
    DescribeTransitRouterAttachments: listAttachments,
    DescribeTransitRouterBandwidthPackagesBilling: (call, generic) => {
      const view = call.collection(`${module}.TransitRouterBandwidthPackagesBilling`);
      view.hasPredefined = true;
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

/** Whether a user created the route table. */
function isCustom({ data }: Entity): boolean {
  return data['TransitRouterRouteTableType'] !== 'System';
}
