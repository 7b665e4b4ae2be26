import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated } from '../../curated.js';

/** Methods that enable and disable what invokes a function. */
export interface SwitchableExtras {
  /** Enables it. */
  enable(options?: CallOptions): Promise<void>;
  /** Disables it. */
  disable(options?: CallOptions): Promise<void>;
}

/** A timer or trigger, by the action that updates it. */
export function switchable(update: string): Curated {
  return curate<SwitchableExtras>({
    methods: {
      async enable(options) {
        await this.perform(update, { Enabled: true }, options);
      },
      async disable(options) {
        await this.perform(update, { Enabled: false }, options);
      },
    },
  });
}
