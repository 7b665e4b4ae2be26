import { readPath } from '../../../catalog/paths.js';
import type { Behaviour } from '../../engine/behaviour.js';
import type { ResourceHooks } from '../../engine/call.js';
import type { Call } from '../../engine/call.js';
import { addEntity } from '../../engine/add-entity.js';
import { removeEntity } from '../../engine/lifecycle.js';
import {
  change,
  changeStatus,
  requireResource,
  refuseWhileReferenced,
  requireStatus,
  textOf,
  textsOf,
} from '../../engine/references.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';

const clusterKey = 'vke.Cluster';
const poolKey = 'vke.NodePool';
const nodeKey = 'vke.Node';
const transitional = { creating: 'Creating', deleting: 'Deleting' };

/** Filters by `Filter.Statuses`, a list of phases. */
const byPhase: NonNullable<ResourceHooks['filters']> = {
  'Filter.Statuses': ({ data }, value) =>
    (value as Data[]).some(({ Phase }) => Phase === undefined || Phase === readPath(data, 'Status.Phase')),
};

/** Refuses to add something to a cluster that is not running. */
function requireRunningCluster(call: Call, data: Readonly<Data>): void {
  if (call.cloud.references === 'none') return;
  requireStatus(clusterKey, requireResource(call, clusterKey, data['ClusterId']), 'Running');
}

function nodesOf(call: Call, pool: Entity): readonly Entity[] {
  return call.collection(nodeKey).where('NodePoolId', pool.id);
}

/** The node counts of a cluster or a pool. */
function statistics(nodes: readonly Entity[]): Data {
  const running = nodes.filter(({ data }) => readPath(data, 'Status.Phase') === 'Running');
  return { TotalCount: nodes.length, RunningCount: running.length };
}

/** Adds nodes to a pool, or removes the newest ones, until it has this number. */
function scale(call: Call, pool: Entity, count: number): void {
  const nodes = nodesOf(call, pool);
  for (let i = nodes.length; i < count; i++) {
    addEntity(call, call.resourceType(nodeKey), {
      ClusterId: pool.data['ClusterId'],
      NodePoolId: pool.id,
      Name: `${textOf(pool.data, 'Name')}-${i + 1}`,
      InstanceId: call.cloud.ids.resource('i'),
      Roles: ['Worker'],
    });
  }
  for (const node of nodes.slice(count)) removeEntity(call, call.resourceType(nodeKey), node);
  changeStatus(call, poolKey, pool, 'Running');
}

/** Kubernetes: node pools in running clusters, nodes in pools, kubeconfigs. */
export const vke: Behaviour = {
  module: 'vke',
  resourceTypes: {
    Cluster: {
      idPrefix: 'cc',
      states: transitional,
      filters: byPhase,
      beforeCreate: (_call, data) => {
        data['KubernetesVersion'] ??= 'v1.30.4-vke.1';
        data['CreateClientToken'] = '';
      },
      computed: (call, { id }) => ({
        NodeStatistics: statistics(call.collection(nodeKey).where('ClusterId', id)),
      }),
      beforeDelete: (call, { id }) => {
        if (call.cloud.references !== 'none')
          refuseWhileReferenced(call, 'Cluster', id, { [poolKey]: 'ClusterId' });
      },
    },
    NodePool: {
      idPrefix: 'np',
      states: transitional,
      filters: byPhase,
      beforeCreate: requireRunningCluster,
      afterCreate: (call, pool) => {
        const desired = Number(readPath(pool.data, 'AutoScaling.DesiredReplicas') ?? 0);
        scale(call, pool, desired);
      },
      computed: (call, pool) => ({ NodeStatistics: statistics(nodesOf(call, pool)) }),
      afterDelete: (call, pool) => {
        for (const node of [...nodesOf(call, pool)]) removeEntity(call, call.resourceType(nodeKey), node);
      },
    },
    Node: { idPrefix: 'node', states: transitional, filters: byPhase, beforeCreate: requireRunningCluster },
    Addon: { states: transitional, filters: byPhase, beforeCreate: requireRunningCluster },
    Kubeconfig: {
      idPrefix: 'kc',
      beforeCreate: (call, data) => {
        requireRunningCluster(call, data);
        const days = Number(data['ValidDuration'] ?? 26_280) / 24;
        data['ExpireTime'] = new Date(call.now + days * 86_400_000).toISOString();
        const server = `https://${textOf(data, 'ClusterId')}.example.com:6443`;
        const text = `apiVersion: v1\nkind: Config\nclusters:\n- name: local\n  cluster:\n    server: ${server}\n`;
        data['Kubeconfig'] = Buffer.from(text).toString('base64');
      },
    },
  },
  actions: {
    ScaleNodePool: (call) => {
      const pool = requireResource(call, poolKey, call.input['Id']);
      scale(call, pool, nodesOf(call, pool).length + Number(call.input['Count'] ?? 0));
      return call.result({});
    },
    UpdateNodePoolConfig: (call, generic) => {
      const result = generic();
      const pool = requireResource(call, poolKey, call.input['Id']);
      const desired = readPath(call.input, 'AutoScaling.DesiredReplicas');
      if (typeof desired === 'number') scale(call, pool, desired);
      return result;
    },
    CreateNodes: (call, generic) => {
      const [first, ...more] = textsOf(call.input, 'InstanceIds');
      const result = generic();
      const ids = textsOf(result, 'Ids');
      const node = call.collection(nodeKey).get(ids[0] ?? '');
      if (node && first !== undefined) change(call, nodeKey, node, { InstanceId: first });
      const others = more.map((InstanceId) => {
        const { ClusterId, NodePoolId } = call.input;
        return addEntity(call, call.resourceType(nodeKey), {
          ClusterId,
          NodePoolId,
          InstanceId,
          Name: InstanceId,
        });
      });
      return { ...result, Ids: [...ids, ...others.map(({ id }) => id)] };
    },
  },
};
