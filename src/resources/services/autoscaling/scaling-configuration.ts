import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';

/** What a scaling configuration can do beyond its facts. */
export interface ScalingConfigurationExtras {
  /** Makes its group start instances by it from now on; reads it first where it was not read. */
  activate(options?: CallOptions): Promise<void>;
}

export const ScalingConfiguration = curate<ScalingConfigurationExtras>({
  accessors: { many: 'configurations', one: 'configuration' },
  methods: {
    async activate(options) {
      if (!this.isLoaded) await this.reload(options);
      await this.perform(
        'EnableScalingConfiguration',
        { ScalingGroupId: this.member('ScalingGroupId') },
        options,
      );
    },
  },
});
