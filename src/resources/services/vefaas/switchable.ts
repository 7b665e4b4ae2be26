import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated } from '../../curated.js';

/** What calls a function by itself can be switched. */
export interface SwitchableExtras {
  /** Lets it call the function again. */
  enable(options?: CallOptions): Promise<void>;
  /** Keeps it from calling the function. */
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
