import { readPath } from '../../catalog/paths.js';
import type { CallOptions } from '../../contracts/call.js';
import type { WaitOptions } from '../../contracts/wait.js';
import { curate } from '../curated.js';
import { collectionOf } from '../relations.js';
import type { RelatedList } from '../types.js';
import { waitFor } from '../wait-for.js';

/** What a node pool can do beyond its facts. */
export interface NodePoolExtras {
  /** Sets how many nodes it is to have; with `wait`, until so many run. */
  scaleTo(nodes: number, options?: CallOptions & { readonly wait?: boolean | WaitOptions }): Promise<void>;
  /** Lists its nodes. */
  nodes(): RelatedList<'vke.Node'>;
}

export const NodePool = curate<NodePoolExtras>({
  methods: {
    async scaleTo(nodes, { wait = false, ...options } = {}) {
      await this.perform('UpdateNodePoolConfig', { AutoScaling: { DesiredReplicas: nodes } }, options);
      if (wait === false) return;
      const has = (data: Record<string, unknown>) =>
        Number(readPath(data, 'NodeStatistics.RunningCount')) === nodes &&
        Number(readPath(data, 'NodeStatistics.TotalCount')) === nodes;
      const { signal } = options;
      await waitFor(this, `${nodes} running nodes`, has, {
        call: options,
        ...(signal && { signal }),
        ...(wait === true ? {} : wait),
      });
    },
    nodes() {
      return collectionOf(this, 'vke', 'Node').find({ Filter: { NodePoolIds: [this.id] } });
    },
  },
});
