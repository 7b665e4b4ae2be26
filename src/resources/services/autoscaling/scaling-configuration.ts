import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';

/** Curated methods of a scaling configuration. */
export interface ScalingConfigurationExtras {
  /** Makes this the active configuration of its group: new instances use it. Reads the configuration first if it was not read. */
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
