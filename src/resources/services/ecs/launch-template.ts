import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { collectionOf } from '../../relations.js';
import type { RelatedList } from '../../types.js';

/** What a launch template can do beyond its facts. */
export interface LaunchTemplateExtras {
  /** Lists its versions. */
  versions(): RelatedList<'ecs.LaunchTemplateVersion'>;
  /** Makes this version the one that is used where none is named. */
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
