import type { Dispatcher } from '../../types/dispatcher.js';
import type { Identity } from '../identity.js';
import type { ResourceModel } from '../model/resource-model.js';

const bySession = new WeakMap<object, RunningDeletions>();

/** The deletions of a dispatcher's session. */
export function runningDeletions({ session }: Dispatcher): RunningDeletions {
  let running = bySession.get(session);
  if (!running) {
    running = new RunningDeletions();
    bySession.set(session, running);
  }
  return running;
}

/** Names a deletion within its session. */
export function deletionKey(
  { region, facts }: Dispatcher,
  { resourceType }: ResourceModel,
  identity: Identity,
): string {
  return [facts.name, resourceType, region, ...Object.values(identity).map(String)].join('/');
}

/**
 * What a session is deleting. While it deletes something else, a resource "in use" may become free; without that, nobody
 * is known to delete what uses it.
 */
export class RunningDeletions {
  /** Sent, and not refused so often that they are given up. */
  readonly #trying = new Set<string>();
  /** Accepted by the service, with the time by which the resource is gone. */
  readonly #goneBy = new Map<string, number>();

  try(key: string): void {
    this.#trying.add(key);
  }

  /** It is refused, and no longer expected to succeed by itself. */
  giveUp(key: string): void {
    this.#trying.delete(key);
  }

  accept(key: string, nowMs: number, goneByMs: number): void {
    this.#trying.delete(key);
    // The oldest ones come first: a session that deletes for days keeps those of minutes.
    for (const [old, untilMs] of this.#goneBy) {
      if (untilMs > nowMs) break;
      this.#goneBy.delete(old);
    }
    this.#goneBy.set(key, goneByMs);
  }

  gone(key: string): void {
    this.#trying.delete(key);
    this.#goneBy.delete(key);
  }

  /** Whether the session is deleting something else than this. */
  hasOthers(key: string, nowMs: number): boolean {
    if ([...this.#trying].some((each) => each !== key)) return true;
    return [...this.#goneBy].some(([each, untilMs]) => each !== key && untilMs > nowMs);
  }
}
