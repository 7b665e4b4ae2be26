import type { CuratedService } from '../../curated.js';
import { Cluster } from './cluster.js';
import { Kubeconfig } from './kubeconfig.js';
import { NodePool } from './node-pool.js';

export type { ClusterExtras, KubeconfigOptions } from './cluster.js';
export type { KubeconfigExtras } from './kubeconfig.js';
export type { NodePoolExtras } from './node-pool.js';

const curated: CuratedService = { Cluster, Kubeconfig, NodePool };
export default curated;
