import { Buffer } from 'node:buffer';
import { curate } from '../../curate.js';
import type { Resource } from '../../resource.js';

/** Curated methods of a kubeconfig. */
export interface KubeconfigExtras {
  /** The text last read, in YAML. It gives access to the cluster: keep it secret. */
  text(): string;
}

export const Kubeconfig = curate<KubeconfigExtras>({
  methods: {
    text() {
      return kubeconfigText(this);
    },
  },
});

/** The service returns it as base64 text. */
export function kubeconfigText(kubeconfig: Resource): string {
  return Buffer.from(String(kubeconfig.member('Kubeconfig')), 'base64').toString();
}
