import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { collectionOf } from '../../relations.js';
import type { RelatedList } from '../../types.js';

/** Curated methods of a launch template. */
export interface LaunchTemplateExtras {
  /** Lists the versions of the template. */
  versions(): RelatedList<'ecs.LaunchTemplateVersion'>;
  /** Makes this version the default of its template. */
  useVersion(version: number, options?: CallOptions): Promise<void>;
}

export const LaunchTemplate = curate<LaunchTemplateExtras>({
  methods: {
    versions() {
      return collectionOf(this, 'ecs', 'LaunchTemplateVersion').find({ LaunchTemplateId: this.id });
    },
    async useVersion(version, options) {
      await this.perform('ModifyTemplateDefaultVersion', { DefaultVersionNumber: version }, options);
    },
  },
});
