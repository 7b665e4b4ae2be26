import { readPath } from '../../../catalog/paths.js';
import type { CallOptions } from '../../../types/call.js';
import type { WaitOptions } from '../../../types/wait.js';
import { curate } from '../../curate.js';
import { collectionOf, handleOf } from '../../relations.js';
import type { Resource } from '../../resource.js';
import type { Related } from '../../types.js';
import { waitFor } from '../../waiting/wait-for.js';
import { askedWait, type WaitedOptions } from '../../waiting/wait-option.js';
import { kubeconfigText } from './kubeconfig.js';

/** Options of making a kubeconfig. */
export interface KubeconfigOptions extends CallOptions {
  /** The endpoint of the cluster in it: public, or inside its VPC. */
  readonly type: 'Public' | 'Private';
  /** How long it is valid. @defaultValue three years, by the service */
  readonly validHours?: number;
  /** Options of waiting for its text, which the service makes a moment later. */
  readonly wait?: WaitOptions;
}

/** Curated methods of a cluster. */
export interface ClusterExtras {
  /**
   * Makes a kubeconfig and returns its text, in YAML. Each call makes another one, with rights of its own; existing
   * ones come from `kubeconfigs()`, their texts from `text()`.
   */
  kubeconfig(options: KubeconfigOptions): Promise<string>;
  /** Returns a handle of the VPC of the cluster, without a call. */
  vpc(): Related<'vpc.Vpc'> | undefined;
  /** Returns handles of the subnets of the control plane, without a call. */
  subnets(): readonly Related<'vpc.Subnet'>[];
}

export const Cluster = curate<ClusterExtras>({
  shortNames: { version: 'kubernetesVersion' },
  methods: {
    async kubeconfig({ type, validHours, wait, ...options }) {
      const waited: WaitedOptions = { ...options, wait: wait ?? true };
      const made = (await collectionOf(this, 'vke', 'Kubeconfig')
        .create()
        .from({
          ClusterId: this.id,
          Type: type,
          ValidDuration: validHours,
        })
        .run(waited)) as Resource;
      const hasText = ({ Kubeconfig }: Record<string, unknown>) => Boolean(Kubeconfig);
      if (!hasText(made.data)) {
        await waitFor(made, 'its text', hasText, askedWait(waited));
      }
      return kubeconfigText(made);
    },
    vpc() {
      const id = readPath(this.data, 'ClusterConfig.VpcId');
      return id ? handleOf(this, 'vpc', 'Vpc', id) : undefined;
    },
    subnets() {
      const ids = readPath(this.data, 'ClusterConfig.SubnetIds');
      return Array.isArray(ids) ? ids.map((id) => handleOf(this, 'vpc', 'Subnet', id)) : [];
    },
  },
});
