import type { Data } from '../model/data.js';

/** One resource in the store. It holds the known members only; the renderer fills in the others when it is read. */
export interface Entity {
  /** The position in creation order; never reused. */
  readonly seq: number;
  /** The resource's own id, as text. */
  readonly id: string;
  /** To change it, use `Collection.update`, which keeps the indexes correct. */
  readonly data: Readonly<Data>;
  /** Settings that have a get action and an update action of their own. */
  facets?: Record<string, Data>;
  /** Reads do not find the entity before this time (eventual consistency), in milliseconds since 1970. */
  readonly visibleFromMs?: number;
}

/** Whether reads find the entity at this time. */
export function isVisible(entity: Entity, nowMs: number): boolean {
  return entity.visibleFromMs === undefined || entity.visibleFromMs <= nowMs;
}
