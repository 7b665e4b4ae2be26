import type { AccessKey } from './accounts.js';
import type { FirstResult } from './cloud-state.js';
import type { Entity } from './entity.js';
import type { Task } from './schedule.js';

export const snapshotFormat = 'volcengine-fluent local cloud';
export const snapshotVersion = 2;

export interface StoredCollection {
  readonly nextSeq: number;
  readonly hasPredefined: boolean;
  readonly entities: readonly Entity[];
}

/** The whole state of a local cloud as plain data. It contains secret access keys: keep it as safe as those. */
export interface Snapshot {
  readonly format: string;
  readonly version: number;
  /** The cloud's time, in milliseconds since 1970. */
  readonly nowMs: number;
  /** The number of ids created so far. */
  readonly idCount: number;
  readonly keys: readonly AccessKey[];
  /** The resources of each account in each region. */
  readonly partitions: readonly {
    readonly account: string;
    readonly region: string;
    /** By resource type: `ecs.Instance`. */
    readonly collections: Readonly<Record<string, StoredCollection>>;
  }[];
  readonly tasks: readonly Task[];
  /** The results of calls with a `ClientToken`, which a repeated call gets again. */
  readonly firstResults: readonly (FirstResult & { readonly key: string })[];
}
