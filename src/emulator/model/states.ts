import type { StatusFacts } from '../../catalog/types.js';

/** A status as the facts list it. */
export type State = string | number;

/** A change of status: the state while it is under way, and the state in which it ends. */
export interface Transition {
  readonly through?: State | undefined;
  readonly to?: State | undefined;
}

// Services name their states in many ways; these are the names that occur in the facts for each meaning.
const creating =
  /^(creat|pending|provision|initiali[sz]|preparing|allocating|launching|deploying|building|queu|waiting)/i;
const ready =
  /^(running|available|active|activated|normal|ready|online|enabled?|in_?service|in_?use|success|succeed|issued|created|ok|on|up|valid|deployed|finished|completed?|bound|attached)$/i;
const deleting = /^(deleting|terminating|releasing|destroying|removing)/i;
const failed = /(fail|error|abnormal|invalid|exception|overdue|expired)/i;

const verbs: readonly (readonly [verb: RegExp, through: RegExp, to: RegExp])[] = [
  [/^(reboot|restart)/i, /^(reboot|restart)/i, ready],
  [
    /^(start|resume|launch|power_?on)/i,
    /^(starting|resuming)/i,
    /^(running|started|active|normal|available)$/i,
  ],
  [/^(stop|power_?off|shutdown)/i, /^(stopping)/i, /^(stopped|stop|shutdown|inactive)$/i],
  [/^(suspend|pause)/i, /^(suspending|pausing)/i, /^(suspended|paused|stopped|inactive)$/i],
  [/^enable/i, /^enabling/i, /^(enabled?|active|available|normal|running|on|inactive_to_active)$/i],
  [/^disable/i, /^disabling/i, /^(disabled?|inactive|stopped|off)$/i],
  [
    /^(attach|associate|bind)/i,
    /^(attaching|associating|binding)/i,
    /^(attached|associated|bound|in_?use)$/i,
  ],
  [
    /^(detach|disassociate|unbind)/i,
    /^(detaching|disassociating|unbinding)/i,
    /^(detached|available|unbound)$/i,
  ],
];

// When a service lists several ready states, such as attached and available, a new resource starts in the plainest.
const plainestStates = [/^available$/i, /^running$/i, /^active$/i, /^(success|succeeded)$/i];

function plainestState(states: readonly State[]): State | undefined {
  const healthy = states.filter((state) => !failed.test(String(state)));
  for (const pattern of plainestStates) {
    const found = healthy.find((state) => pattern.test(String(state)));
    if (found !== undefined) return found;
  }
  return healthy[0];
}

/** How the status of a resource type changes, derived from the values that the facts list. */
export class StatusModel {
  /** The path of the status in a resource: `Status`, `Status.Phase`. */
  readonly path: string;
  readonly isInteger: boolean;
  /** The state of a resource that can be used. */
  readonly ready: State | undefined;
  readonly creating: State | undefined;
  readonly deleting: State | undefined;
  readonly #values: readonly State[];

  constructor(facts: StatusFacts) {
    this.path = facts.member ?? 'Status';
    this.isInteger = facts.type === 'integer';
    const values = facts.values ?? facts.filterValues ?? [];
    const isFailure = (value: State): boolean =>
      failed.test(String(value)) || (facts.failed ?? []).map(String).includes(String(value));
    const healthy = values.filter((value) => !isFailure(value));
    this.#values = values;
    this.ready =
      plainestState(facts.ready ?? []) ??
      healthy.find((value) => ready.test(String(value))) ??
      healthy.find((value) => !creating.test(String(value)) && !deleting.test(String(value))) ??
      (this.isInteger ? 1 : 'Available');
    this.creating = healthy.find((value) => creating.test(String(value)) && value !== this.ready);
    this.deleting = healthy.find((value) => deleting.test(String(value)));
  }

  /** The change that an action makes, by the verb of its name; undefined when it makes none. */
  transition(action: string): Transition | undefined {
    for (const [verb, through, to] of verbs) {
      if (!verb.test(action)) continue;
      const transitional = this.#values.find((value) => through.test(String(value)));
      const final = this.#values.find((value) => to.test(String(value)));
      const target = final ?? (/^(reboot|restart)/i.test(action) ? this.ready : undefined);
      return target === undefined && transitional === undefined
        ? undefined
        : { through: transitional, to: target };
    }
    return undefined;
  }
}
