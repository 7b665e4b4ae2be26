import type { Behaviour, NounHooks } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { addEntity } from '../../engine/handlers/add.js';
import { hash } from '../../state/ids.js';
import {
  existing,
  moveTo,
  objectsOf,
  referred,
  refuseWhileReferred,
  requireStatus,
  textOf,
  textsOf,
} from '../../engine/references.js';
import { inUse } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';
import { takeAddress } from '../vpc/addresses.js';

/** One after the other, changes of what belongs to a load balancer make it busy. */
function configure(call: Call, module: string, id: unknown): void {
  const key = `${module}.LoadBalancer`;
  const balancer = call.collection(key).get(String(id));
  if (!balancer) return;
  requireStatus(key, balancer, 'Active');
  moveTo(call, key, balancer, 'Configuring', 'Active');
}

function loadBalancer(module: string, prefix: string): NounHooks {
  const key = `${module}.LoadBalancer`;
  return {
    idPrefix: prefix,
    beforeCreate: (call, data) => {
      const [mapping] = objectsOf(data, 'ZoneMappings');
      const subnetId = data['SubnetId'] ?? mapping?.['SubnetId'];
      const subnet = call.world.references === 'none' ? undefined : referred(call, 'vpc.Subnet', subnetId);
      data['VpcId'] ??= subnet?.data['VpcId'];
      data['SubnetId'] ??= subnetId;
      data['EniAddress'] ??= subnet ? takeAddress(call, subnet) : '10.0.0.10';
      data['LoadBalancerName'] ??= '';
      data['BusinessStatus'] = 'Normal';
      if (data['Type'] === 'public') {
        data['EipAddress'] = `203.0.113.${(hash(call.world.ids.text(8)) % 254) + 1}`;
        data['EipId'] = call.world.ids.resource('eip');
      }
      data['DNSName'] = `${call.world.ids.text(12)}.alb.example.com`;
    },
    present: (call, { id }) => ({
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
      if (call.world.references !== 'none') requireStatus(key, entity, 'Active', 'Inactive');
      refuseWhileReferred(call, 'LoadBalancer', entity.id, { [`${module}.Listener`]: 'LoadBalancerId' });
    },
  };
}

function listener(module: string): NounHooks {
  return {
    idPrefix: 'lsn',
    states: { creating: 'Creating', deleting: 'Deleting' },
    beforeCreate: (call, data) => {
      data['Enabled'] ??= 'on';
      if (call.world.references === 'none') return;
      const balancer = referred(call, `${module}.LoadBalancer`, data['LoadBalancerId']);
      if (balancer) requireStatus(`${module}.LoadBalancer`, balancer, 'Active');
      referred(call, `${module}.ServerGroup`, data['ServerGroupId']);
      const others = call
        .collection(`${module}.Listener`)
        .where('LoadBalancerId', textOf(data, 'LoadBalancerId'));
      const same = others.find(
        ({ data: other }) => other['Port'] === data['Port'] && other['Protocol'] === data['Protocol'],
      );
      if (same) throw inUse('Listener', String(data['Port']), `the Listener ${same.id}`);
    },
    afterCreate: (call, { data }) => {
      if (call.world.references !== 'none') configure(call, module, data['LoadBalancerId']);
    },
    beforeDelete: (call, { id }) =>
      refuseWhileReferred(call, 'Listener', id, { [`${module}.Rule`]: 'ListenerId' }),
    afterDelete: (call, { data }) => {
      if (call.world.references !== 'none') configure(call, module, data['LoadBalancerId']);
    },
  };
}

function serverGroup(module: string): NounHooks {
  return {
    idPrefix: 'rsp',
    beforeCreate: (call, data) => {
      if (call.world.references !== 'none') referred(call, `${module}.LoadBalancer`, data['LoadBalancerId']);
      data['Servers'] = objectsOf(data, 'Servers').map((server) => withId(call, server));
    },
    present: (call, group) => ({
      Servers: serversOf(call, module, group),
      Listeners: call
        .collection(`${module}.Listener`)
        .where('ServerGroupId', group.id)
        .map((one) => one.id),
    }),
    beforeDelete: (call, { id }) =>
      refuseWhileReferred(call, 'ServerGroup', id, {
        [`${module}.Listener`]: 'ServerGroupId',
        [`${module}.Rule`]: 'ServerGroupId',
      }),
  };
}

function withId(call: Call, server: Data): Data {
  return { ServerId: call.world.ids.resource('rs'), Weight: 100, ...server };
}

/** The servers of a group, each with its address and weight. */
function serversOf(call: Call, module: string, group: Entity | undefined): readonly Data[] {
  if (!group) return [];
  const servers = call.collection(`${module}.ServerGroupBackendServer`).where('ServerGroupId', group.id);
  return [...objectsOf(group.data, 'Servers'), ...servers.map(({ data }) => data)];
}

/** Adds each server of a request to its group; each has an id of its own. */
function addServers(module: string): (call: Call, generic: () => Data) => Data {
  const key = `${module}.ServerGroupBackendServer`;
  return (call, generic) => {
    const servers = objectsOf(call.input, 'Servers');
    if (servers.length === 0) return generic();
    const { ServerGroupId } = call.input;
    if (call.world.references !== 'none') existing(call, `${module}.ServerGroup`, ServerGroupId);
    for (const server of servers)
      if (server['Type'] === 'ecs') referred(call, 'ecs.Instance', server['InstanceId']);
    const ServerIds = servers.map((server) => {
      const data = withId(call, server);
      return addEntity(call, call.noun(key), { ...data, ServerGroupId }, data['ServerId']).id;
    });
    return call.result({ ServerIds });
  };
}

/** Adds each rule of a request to its listener. */
function addRules(module: string): (call: Call, generic: () => Data) => Data {
  const key = `${module}.Rule`;
  return (call, generic) => {
    const rules = objectsOf(call.input, 'Rules');
    if (rules.length === 0) return generic();
    const { ListenerId } = call.input;
    if (call.world.references !== 'none') existing(call, `${module}.Listener`, ListenerId);
    const added = rules.map((rule) => addEntity(call, call.noun(key), { ...rule, ListenerId }));
    return call.result({ RuleIds: added.map(({ id }) => id) });
  };
}

/** Every server of a listener's group, healthy as long as its instance runs. */
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

/** Load balancers of the fourth layer: listeners, server groups, their health. */
export const clb: Behaviour = {
  module: 'clb',
  nouns: {
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
      const entity = existing(call, 'clb.Listener', call.input['ListenerId']);
      const results = healthOf(call, 'clb', entity);
      const down = countDown(results);
      const Status = down === 0 ? 'Active' : 'Error';
      return call.result({ Results: results, Status, TotalCount: results.length, UnHealthyCount: down });
    },
  },
};

/** Load balancers of the seventh layer. */
export const alb: Behaviour = {
  module: 'alb',
  nouns: {
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
      const listeners = textsOf(call.input, 'ListenerIds').map((id) => existing(call, 'alb.Listener', id));
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
