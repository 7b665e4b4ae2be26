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

/** Which kubeconfig is made. */
export interface KubeconfigOptions extends CallOptions {
  /** By which endpoint of the cluster: from the internet or from its VPC. */
  readonly type: 'Public' | 'Private';
  /** How long it holds. @defaultValue the service's, three years */
  readonly validHours?: number;
  /** How its text is waited for, which the service makes a moment later. */
  readonly wait?: WaitOptions;
}

/** What a cluster can do beyond its facts. */
export interface ClusterExtras {
  /**
   * Makes a kubeconfig and gives its text, in YAML. Each call makes another one, with rights of its own; those that
   * there are come from `kubeconfigs()`, their texts from `text()`.
   */
  kubeconfig(options: KubeconfigOptions): Promise<string>;
  /** The handle of the VPC that it is in, as read; reads nothing. */
  vpc(): Related<'vpc.Vpc'> | undefined;
  /** Handles of the subnets of its control plane, as read; reads nothing. */
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
