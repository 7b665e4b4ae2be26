import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { createOf, handleOf } from '../../relations.js';
import type { Related } from '../../types.js';
import { releasing, type ReleasingExtras } from './release.js';

/** Something that calls a function by itself. */
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
  /** When it calls, in the cron notation of the service. */
  readonly crontab: string;
  /** What the function is given. */
  readonly payload?: string;
  readonly description?: string;
  /** @defaultValue the service's */
  readonly isEnabled?: boolean;
}

/** What a function can do beyond its facts. */
export interface FunctionExtras extends ReleasingExtras {
  /** What calls it by itself: timers, message queues and others. */
  triggers(options?: CallOptions): Promise<readonly TriggerSummary[]>;
  /** Calls it at set times: `addTimer({ name: 'nightly', crontab: '0 3 * * *' })`. */
  addTimer(timer: NewTimer, options?: CallOptions): Promise<Related<'vefaas.Timer'>>;
  /** The handle of one of its timers, by the id that `triggers()` tells; reads nothing. */
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
