import type { Log } from '../log/log.js';
import { attemptChannel, callChannel } from './channels.js';
import type { HookLimits } from './hook-limits.js';
import type { CallEvent, Hooks } from './hooks.js';
import { CallObserver } from './observer.js';

/** The hooks, channels and log that observe the calls of one session. */
export class Instrumentation {
  readonly log: Log;
  #added: readonly { readonly hooks: Hooks }[] = [];

  constructor(log: Log) {
    this.log = log;
  }

  /** Adds hooks; returns the function that removes them. Calls under way keep the hooks they began with. */
  use(hooks: Hooks): () => void {
    const own = { hooks };
    this.#added = [...this.#added, own];
    return () => {
      this.#added = this.#added.filter((other) => other !== own);
    };
  }

  /** Whether anything observes a call with this log. */
  isObserved(log: Log): boolean {
    return this.#added.length > 0 || log.isOn || callChannel.hasSubscribers || attemptChannel.hasSubscribers;
  }

  /**
   * Observes one call.
   *
   * @param isPrivate - its texts are not logged
   */
  observe(call: CallEvent, log: Log, limits: HookLimits, isPrivate = false): CallObserver {
    const hooks = this.#added.map((added) => added.hooks);
    return new CallObserver(call, hooks, log, isPrivate, limits);
  }
}
