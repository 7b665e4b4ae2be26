import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { createOf, handleOf } from '../../relations.js';
import type { Related } from '../../types.js';
import { releasing, type ReleasingExtras } from './release.js';

/** What invokes a function on its own: a timer or a trigger. */
export interface TriggerSummary {
  readonly Id?: string;
  readonly Name?: string;
  readonly Type?: string;
  readonly Enabled?: boolean;
  readonly Description?: string;
}

/** A timer to add. */
export interface NewTimer {
  readonly name: string;
  /** When the function is invoked, in the cron notation of the service. */
  readonly crontab: string;
  /** The payload of the invocation. */
  readonly payload?: string;
  readonly description?: string;
  /** @defaultValue the default of the service */
  readonly isEnabled?: boolean;
}

/** Curated methods of a function. */
export interface FunctionExtras extends ReleasingExtras {
  /** Lists what invokes the function: timers, message queues and others. */
  triggers(options?: CallOptions): Promise<readonly TriggerSummary[]>;
  /** Adds a timer: `addTimer({ name: 'nightly', crontab: '0 3 * * *' })`. */
  addTimer(timer: NewTimer, options?: CallOptions): Promise<Related<'vefaas.Timer'>>;
  /** Returns the handle of a timer, by the id that `triggers()` lists, without a call. */
  timer(id: string): Related<'vefaas.Timer'>;
}

export const Function = curate<FunctionExtras>({
  methods: {
    ...releasing,
    async triggers(options) {
      const response = (await this.perform('ListTriggers', { FunctionId: this.id }, options)) as {
        Items?: readonly TriggerSummary[];
      };
      return response.Items ?? [];
    },
    async addTimer({ name, crontab, payload, description, isEnabled }, options) {
      const request = {
        FunctionId: this.id,
        Name: name,
        Crontab: crontab,
        Payload: payload,
        Description: description,
        Enabled: isEnabled,
      };
      return createOf(this, 'vefaas', 'Timer', request, options);
    },
    timer(id) {
      return handleOf(this, 'vefaas', 'Timer', { FunctionId: this.id, Id: id });
    },
  },
});
