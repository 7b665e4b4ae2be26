import { readFile } from 'node:fs/promises';
import { ConfigError } from '../../errors/config.js';
import { jsonErrorPosition } from '../../util/json-position.js';
import { parseJson, toJson } from '../../util/json.js';
import { writeWhole } from '../../util/write-file.js';
import { checkSnapshot } from './check-snapshot.js';
import type { CloudState } from './cloud-state.js';
import { snapshotFormat, snapshotVersion, type Snapshot, type StoredCollection } from './snapshot-format.js';
import type { Collection } from './store.js';

/** Copies the state; later changes of the cloud do not change the copy. */
export function takeSnapshot(cloud: CloudState): Snapshot {
  return structuredClone(viewOf(cloud));
}

/** The state as it is now, not copied: it changes with the cloud. */
function viewOf(cloud: CloudState): Snapshot {
  return {
    format: snapshotFormat,
    version: snapshotVersion,
    nowMs: cloud.clock.now(),
    idCount: cloud.ids.count,
    keys: [...cloud.accounts.all()],
    partitions: [...cloud.partitions()].map((partition) => ({
      account: partition.account,
      region: partition.region,
      collections: Object.fromEntries(
        [...partition.collections()].map(([key, collection]) => [key, storedCollection(collection)]),
      ),
    })),
    tasks: cloud.schedule.all(),
    firstResults: [...cloud.firstResults()].map(([key, first]) => ({ key, ...first })),
  };
}

function storedCollection(collection: Collection): StoredCollection {
  const { nextSeq, hasPredefined } = collection;
  return { nextSeq, hasPredefined, entities: [...collection.all()] };
}

/**
 * Replaces the state with that of a snapshot. A corrupt snapshot changes nothing.
 *
 * @throws `ConfigError` that names the corrupt place
 */
export function restoreSnapshot(cloud: CloudState, input: unknown, source = 'The snapshot'): void {
  const snapshot = structuredClone(checkSnapshot(input, source, cloud.isTask));
  cloud.reset();
  cloud.accounts.clear();
  cloud.ids.count = snapshot.idCount;
  cloud.clock.moveTo(snapshot.nowMs);
  for (const key of snapshot.keys) cloud.accounts.add(key);
  for (const { account, region, collections } of snapshot.partitions) {
    const partition = cloud.partitionNamed(account, region);
    for (const [key, stored] of Object.entries(collections)) {
      const collection = partition.collection(key);
      collection.hasPredefined = stored.hasPredefined;
      for (const entity of stored.entities) collection.restore(entity);
      collection.reserve(stored.nextSeq);
    }
  }
  for (const { atMs, name, details } of snapshot.tasks) cloud.schedule.add(atMs, name, details);
  for (const { key, request, result } of snapshot.firstResults) {
    cloud.rememberResult(key, { request, result });
  }
}

/**
 * Writes the state to a file, so that the file is always complete: either the old state or the new one.
 *
 * @throws `ConfigError` when the file cannot be written
 */
export async function writeSnapshot(file: string, cloud: CloudState): Promise<void> {
  // The text is made before the first await, so the state need not be copied.
  const text = toJson(viewOf(cloud));
  try {
    await writeWhole(file, `${text}\n`, 0o600);
  } catch (cause) {
    throw new ConfigError(`Cannot write the state to ${file}: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Reads a snapshot file; undefined when there is none.
 *
 * @throws `ConfigError` when the file cannot be read or is not valid JSON
 */
export async function readSnapshot(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ConfigError(`Cannot read the state from ${file}: ${messageOf(cause)}`, { cause });
  }
  try {
    return parseJson(text);
  } catch {
    // The parser's own error quotes the file, which holds keys: it is neither repeated nor kept.
    throw new ConfigError(
      `${file}${await jsonErrorPosition(text)} is not valid JSON; the file is not changed`,
    );
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
