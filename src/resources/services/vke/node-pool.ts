import { readPath } from '../../../catalog/paths.js';
import { curate } from '../../curate.js';
import { collectionOf } from '../../relations.js';
import type { RelatedList } from '../../types.js';
import { waitFor } from '../../waiting/wait-for.js';
import { askedWait, type WaitedOptions } from '../../waiting/wait-option.js';

/** Curated methods of a node pool. */
export interface NodePoolExtras {
  /** Sets the number of nodes; with `wait`, resolves when that many are running. */
  scaleTo(nodes: number, options?: WaitedOptions): Promise<void>;
  /** Lists the nodes of the pool. */
  nodes(): RelatedList<'vke.Node'>;
}

export const NodePool = curate<NodePoolExtras>({
  methods: {
    async scaleTo(nodes, { wait, ...options } = {}) {
      await this.perform('UpdateNodePoolConfig', { AutoScaling: { DesiredReplicas: nodes } }, options);
      const asked = askedWait({ ...options, wait });
      if (!asked) return;
      const has = (data: Record<string, unknown>) =>
        Number(readPath(data, 'NodeStatistics.RunningCount')) === nodes &&
        Number(readPath(data, 'NodeStatistics.TotalCount')) === nodes;
      await waitFor(this, `${nodes} running nodes`, has, asked);
    },
    nodes() {
      return collectionOf(this, 'vke', 'Node').find({ Filter: { NodePoolIds: [this.id] } });
    },
  },
});
