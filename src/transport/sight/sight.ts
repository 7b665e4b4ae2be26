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

  /** What tells of a call, or nothing where nobody looks. */
  observerOf(log: Log, makeEvent: () => CallEvent): CallObserver | undefined {
    const added = this.#added;
    const isWatched =
      added.length > 0 || log.isOn || callChannel.hasSubscribers || attemptChannel.hasSubscribers;
    if (!isWatched) return undefined;
    return new CallObserver(
      makeEvent(),
      added.map(({ hooks }) => hooks),
      log,
    );
  }
}
