import { Buffer } from 'node:buffer';
import { curate } from '../../curate.js';
import type { Resource } from '../../resource.js';

/** What a kubeconfig can do beyond its facts. */
export interface KubeconfigExtras {
  /** Its text as read, in YAML; whoever has it has the cluster. */
  text(): string;
}

export const Kubeconfig = curate<KubeconfigExtras>({
  methods: {
    text() {
      return kubeconfigText(this);
    },
  },
});

/** The service hands it out as base64 text. */
export function kubeconfigText(kubeconfig: Resource): string {
  return Buffer.from(String(kubeconfig.member('Kubeconfig')), 'base64').toString();
}
