import { readPath } from '../../../catalog/paths.js';
import type { Behaviour, NounHooks } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { addEntity } from '../../engine/handlers/add.js';
import { removeEntity } from '../../engine/lifecycle.js';
import {
  change,
  changeStatus,
  existing,
  refuseWhileReferred,
  requireStatus,
  textOf,
  textsOf,
} from '../../engine/references.js';
import type { Data, Entity } from '../../state/store.js';

const clusterKey = 'vke.Cluster';
const poolKey = 'vke.NodePool';
const nodeKey = 'vke.Node';
const passing = { creating: 'Creating', deleting: 'Deleting' };

/** `Filter.Statuses` is a list of phases. */
const byPhase: NonNullable<NounHooks['filters']> = {
  'Filter.Statuses': ({ data }, value) =>
    (value as Data[]).some(({ Phase }) => Phase === undefined || Phase === readPath(data, 'Status.Phase')),
};

/** What goes into a cluster needs one that runs. */
function inRunningCluster(call: Call, data: Readonly<Data>): void {
  if (call.world.references === 'none') return;
  requireStatus(clusterKey, existing(call, clusterKey, data['ClusterId']), 'Running');
}

function nodesOf(call: Call, pool: Entity): readonly Entity[] {
  return call.collection(nodeKey).where('NodePoolId', pool.id);
}

function statistics(nodes: readonly Entity[]): Data {
  const running = nodes.filter(({ data }) => readPath(data, 'Status.Phase') === 'Running');
  return { TotalCount: nodes.length, RunningCount: running.length };
}

/** Adds nodes or takes the newest away until there are as many as wished. */
function scale(call: Call, pool: Entity, count: number): void {
  const nodes = nodesOf(call, pool);
  for (let i = nodes.length; i < count; i++) {
    addEntity(call, call.noun(nodeKey), {
      ClusterId: pool.data['ClusterId'],
      NodePoolId: pool.id,
      Name: `${textOf(pool.data, 'Name')}-${i + 1}`,
      InstanceId: call.world.ids.resource('i'),
      Roles: ['Worker'],
    });
  }
  for (const node of nodes.slice(count)) removeEntity(call.world, call.space, call.noun(nodeKey), node);
  changeStatus(call, poolKey, pool, 'Running');
}

/** Clusters of Kubernetes: node pools in running clusters, nodes in pools, kubeconfigs. */
export const vke: Behaviour = {
  module: 'vke',
  nouns: {
    Cluster: {
      idPrefix: 'cc',
      states: passing,
      filters: byPhase,
      beforeCreate: (_call, data) => {
        data['KubernetesVersion'] ??= 'v1.30.4-vke.1';
        data['CreateClientToken'] = '';
      },
      present: (call, { id }) => ({
        NodeStatistics: statistics(call.collection(nodeKey).where('ClusterId', id)),
      }),
      beforeDelete: (call, { id }) => {
        if (call.world.references !== 'none')
          refuseWhileReferred(call, 'Cluster', id, { [poolKey]: 'ClusterId' });
      },
    },
    NodePool: {
      idPrefix: 'np',
      states: passing,
      filters: byPhase,
      beforeCreate: inRunningCluster,
      afterCreate: (call, pool) => {
        const wished = Number(readPath(pool.data, 'AutoScaling.DesiredReplicas') ?? 0);
        scale(call, pool, wished);
      },
      present: (call, pool) => ({ NodeStatistics: statistics(nodesOf(call, pool)) }),
      afterDelete: (call, pool) => {
        for (const node of [...nodesOf(call, pool)])
          removeEntity(call.world, call.space, call.noun(nodeKey), node);
      },
    },
    Node: { idPrefix: 'node', states: passing, filters: byPhase, beforeCreate: inRunningCluster },
    Addon: { states: passing, filters: byPhase, beforeCreate: inRunningCluster },
    Kubeconfig: {
      idPrefix: 'kc',
      beforeCreate: (call, data) => {
        inRunningCluster(call, data);
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
      const pool = existing(call, poolKey, call.input['Id']);
      scale(call, pool, nodesOf(call, pool).length + Number(call.input['Count'] ?? 0));
      return call.result({});
    },
    UpdateNodePoolConfig: (call, generic) => {
      const result = generic();
      const pool = existing(call, poolKey, call.input['Id']);
      const wished = readPath(call.input, 'AutoScaling.DesiredReplicas');
      if (typeof wished === 'number') scale(call, pool, wished);
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
        return addEntity(call, call.noun(nodeKey), { ClusterId, NodePoolId, InstanceId, Name: InstanceId });
      });
      return { ...result, Ids: [...ids, ...others.map(({ id }) => id)] };
    },
  },
};
