import type { ActionHandler, Behaviour } from '../../engine/behaviour.js';
import type { Call, ResourceHooks } from '../../engine/call.js';
import { addEntity } from '../../engine/add-entity.js';
import { hash } from '../../state/ids.js';
import {
  requireResource,
  moveTo,
  objectsOf,
  resolveReference,
  refuseWhileReferenced,
  requireStatus,
  textOf,
  textsOf,
} from '../../engine/references.js';
import { inUse } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';
import { takeAddress } from '../vpc/addresses.js';

/** Puts a load balancer into `Configuring` for a change of its parts; it takes one change at a time. */
function configure(call: Call, module: string, id: unknown): void {
  const key = `${module}.LoadBalancer`;
  const balancer = call.collection(key).get(String(id));
  if (!balancer) return;
  requireStatus(key, balancer, 'Active');
  moveTo(call, key, balancer, 'Configuring', 'Active');
}

function loadBalancer(module: string, prefix: string): ResourceHooks {
  const key = `${module}.LoadBalancer`;
  return {
    idPrefix: prefix,
    beforeCreate: (call, data) => {
      const [mapping] = objectsOf(data, 'ZoneMappings');
      const subnetId = data['SubnetId'] ?? mapping?.['SubnetId'];
      const subnet =
        call.cloud.references === 'none' ? undefined : resolveReference(call, 'vpc.Subnet', subnetId);
      data['VpcId'] ??= subnet?.data['VpcId'];
      data['SubnetId'] ??= subnetId;
      data['EniAddress'] ??= subnet ? takeAddress(call, subnet) : '10.0.0.10';
      data['LoadBalancerName'] ??= '';
      data['BusinessStatus'] = 'Normal';
      if (data['Type'] === 'public') {
        data['EipAddress'] = `203.0.113.${(hash(call.cloud.ids.text(8)) % 254) + 1}`;
        data['EipId'] = call.cloud.ids.resource('eip');
      }
      data['DNSName'] = `${call.cloud.ids.text(12)}.alb.example.com`;
    },
    computed: (call, { id }) => ({
      Listeners: call
        .collection(`${module}.Listener`)
        .where('LoadBalancerId', id)
        .map(({ data }) => data),
      ServerGroups: call
        .collection(`${module}.ServerGroup`)
        .where('LoadBalancerId', id)
        .map(({ data }) => data),
    }),
    beforeDelete: (call, entity) => {
      if (call.cloud.references !== 'none') requireStatus(key, entity, 'Active', 'Inactive');
      refuseWhileReferenced(call, 'LoadBalancer', entity.id, { [`${module}.Listener`]: 'LoadBalancerId' });
    },
  };
}

function listener(module: string): ResourceHooks {
  return {
    idPrefix: 'lsn',
    states: { creating: 'Creating', deleting: 'Deleting' },
    beforeCreate: (call, data) => {
      data['Enabled'] ??= 'on';
      if (call.cloud.references === 'none') return;
      const balancer = resolveReference(call, `${module}.LoadBalancer`, data['LoadBalancerId']);
      if (balancer) requireStatus(`${module}.LoadBalancer`, balancer, 'Active');
      resolveReference(call, `${module}.ServerGroup`, data['ServerGroupId']);
      const others = call
        .collection(`${module}.Listener`)
        .where('LoadBalancerId', textOf(data, 'LoadBalancerId'));
      const same = others.find(
        ({ data: other }) => other['Port'] === data['Port'] && other['Protocol'] === data['Protocol'],
      );
      if (same) throw inUse('Listener', String(data['Port']), `the Listener ${same.id}`);
    },
    afterCreate: (call, { data }) => {
      if (call.cloud.references !== 'none') configure(call, module, data['LoadBalancerId']);
    },
    beforeDelete: (call, { id }) =>
      refuseWhileReferenced(call, 'Listener', id, { [`${module}.Rule`]: 'ListenerId' }),
    afterDelete: (call, { data }) => {
      if (call.cloud.references !== 'none') configure(call, module, data['LoadBalancerId']);
    },
  };
}

function serverGroup(module: string): ResourceHooks {
  return {
    idPrefix: 'rsp',
    beforeCreate: (call, data) => {
      if (call.cloud.references !== 'none')
        resolveReference(call, `${module}.LoadBalancer`, data['LoadBalancerId']);
      data['Servers'] = objectsOf(data, 'Servers').map((server) => withId(call, server));
    },
    computed: (call, group) => ({
      Servers: serversOf(call, module, group),
      Listeners: call
        .collection(`${module}.Listener`)
        .where('ServerGroupId', group.id)
        .map((one) => one.id),
    }),
    beforeDelete: (call, { id }) =>
      refuseWhileReferenced(call, 'ServerGroup', id, {
        [`${module}.Listener`]: 'ServerGroupId',
        [`${module}.Rule`]: 'ServerGroupId',
      }),
  };
}

/** A backend server with an id and a weight. */
function withId(call: Call, server: Data): Data {
  return { ServerId: call.cloud.ids.resource('rs'), Weight: 100, ...server };
}

/** The servers of a group: those it was created with, and those that were added. */
function serversOf(call: Call, module: string, group: Entity | undefined): readonly Data[] {
  if (!group) return [];
  const servers = call.collection(`${module}.ServerGroupBackendServer`).where('ServerGroupId', group.id);
  return [...objectsOf(group.data, 'Servers'), ...servers.map(({ data }) => data)];
}

/** Adds the servers of a request to their group. */
function addServers(module: string): ActionHandler {
  const key = `${module}.ServerGroupBackendServer`;
  return (call, generic) => {
    const servers = objectsOf(call.input, 'Servers');
    if (servers.length === 0) return generic();
    const { ServerGroupId } = call.input;
    if (call.cloud.references !== 'none') requireResource(call, `${module}.ServerGroup`, ServerGroupId);
    for (const { Type, InstanceId } of servers) {
      if (Type === 'ecs') resolveReference(call, 'ecs.Instance', InstanceId);
    }
    const ServerIds = servers.map((server) => {
      const data = withId(call, server);
      return addEntity(call, call.resourceType(key), { ...data, ServerGroupId }, data['ServerId']).id;
    });
    return call.result({ ServerIds });
  };
}

/** Adds the rules of a request to their listener. */
function addRules(module: string): ActionHandler {
  const key = `${module}.Rule`;
  return (call, generic) => {
    const rules = objectsOf(call.input, 'Rules');
    if (rules.length === 0) return generic();
    const { ListenerId } = call.input;
    if (call.cloud.references !== 'none') requireResource(call, `${module}.Listener`, ListenerId);
    const added = rules.map((rule) => addEntity(call, call.resourceType(key), { ...rule, ListenerId }));
    return call.result({ RuleIds: added.map(({ id }) => id) });
  };
}

/** The health of each server of a listener's group: `Up` while its instance is running. */
function healthOf(call: Call, module: string, entity: Entity): Data[] {
  const group = call.collection(`${module}.ServerGroup`).get(textOf(entity.data, 'ServerGroupId'));
  return serversOf(call, module, group).map((server) => {
    const instance = call.collection('ecs.Instance').get(textOf(server, 'InstanceId'));
    const isUp = !instance || instance.data['Status'] === 'RUNNING';
    return { ...server, ServerGroupId: group?.id, RuleNumber: 0, Status: isUp ? 'Up' : 'Down' };
  });
}

function countDown(results: readonly Data[]): number {
  return results.filter(({ Status }) => Status === 'Down').length;
}

/** Layer 4 load balancers: listeners, server groups, health. */
export const clb: Behaviour = {
  module: 'clb',
  resourceTypes: {
    LoadBalancer: loadBalancer('clb', 'clb'),
    Listener: listener('clb'),
    ServerGroup: serverGroup('clb'),
    Rule: { idPrefix: 'rule' },
    Acl: { idPrefix: 'acl' },
    Certificate: { idPrefix: 'cert' },
  },
  actions: {
    AddServerGroupBackendServers: addServers('clb'),
    CreateRules: addRules('clb'),
    DescribeListenerHealth: (call) => {
      const entity = requireResource(call, 'clb.Listener', call.input['ListenerId']);
      const results = healthOf(call, 'clb', entity);
      const down = countDown(results);
      const Status = down === 0 ? 'Active' : 'Error';
      return call.result({ Results: results, Status, TotalCount: results.length, UnHealthyCount: down });
    },
  },
};

/** Layer 7 load balancers. */
export const alb: Behaviour = {
  module: 'alb',
  resourceTypes: {
    LoadBalancer: { ...loadBalancer('alb', 'alb'), states: { creating: 'Provisioning' } },
    Listener: listener('alb'),
    ServerGroup: serverGroup('alb'),
    Rule: { idPrefix: 'rule' },
    Acl: { idPrefix: 'acl' },
    Certificate: { idPrefix: 'cert' },
  },
  actions: {
    AddServerGroupBackendServers: addServers('alb'),
    CreateRules: addRules('alb'),
    DescribeListenerHealth: (call) => {
      const listeners = textsOf(call.input, 'ListenerIds').map((id) =>
        requireResource(call, 'alb.Listener', id),
      );
      const shown = listeners.map((entity) => {
        const Results = healthOf(call, 'alb', entity);
        const UnHealthyCount = countDown(Results);
        return {
          ListenerId: entity.id,
          Status: 'Active',
          Results,
          UnHealthyCount,
          TotalBackendServerCount: Results.length,
        };
      });
      return call.result({ Listeners: shown, TotalCount: shown.length });
    },
  },
};
