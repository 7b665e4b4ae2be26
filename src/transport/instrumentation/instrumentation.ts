import type { Log } from '../log/log.js';
import { attemptChannel, callChannel } from './channels.js';
import type { CallEvent, Hooks } from './hooks.js';
import { CallObserver } from './observer.js';

/** Who looks at the calls of one session. */
export class Sight {
  readonly log: Log;
  #added: readonly { readonly hooks: Hooks }[] = [];

  constructor(log: Log) {
    this.log = log;
  }

  /** Adds hooks; gives the function that takes them away again. Calls under way keep those they began with. */
  use(hooks: Hooks): () => void {
    const own = { hooks };
    this.#added = [...this.#added, own];
    return () => {
      this.#added = this.#added.filter((other) => other !== own);
    };
  }

  /** Whether anybody does, so that a call must be told of. */
  looksAt(log: Log): boolean {
    return this.#added.length > 0 || log.isOn || callChannel.hasSubscribers || attemptChannel.hasSubscribers;
  }

  /** What tells of a call. */
  observerOf(call: CallEvent, log: Log): CallObserver {
    const hooks = this.#added.map((added) => added.hooks);
    return new CallObserver(call, hooks, log);
  }
}
