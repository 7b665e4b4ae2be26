import { ConfigError } from '../../errors/config.js';
import { findResourceType } from '../model/load-models.js';
import { snapshotFormat, snapshotVersion, type Snapshot, type StoredCollection } from './snapshot-format.js';

type Kind = 'object' | 'list' | 'string' | 'number';

/** Throws unless the value at a place of the snapshot is of a kind. */
type RequireKind = (value: unknown, kind: Kind, place: string) => void;

/**
 * Checks every value that restoring a snapshot relies on.
 *
 * @param source - what the error messages call the snapshot: the name of its file
 * @throws `ConfigError` that names the first place with a wrong value
 */
export function checkSnapshot(input: unknown, source: string): Snapshot {
  const fail = (place: string, problem: string): never => {
    throw new ConfigError(`${source} is corrupt at ${place}: ${problem}; nothing is changed`);
  };
  const requireKind: RequireKind = (value, kind, place) => {
    if (kindOf(value) !== kind) fail(place, `expected ${kind === 'object' ? 'an' : 'a'} ${kind}`);
  };
  requireKind(input, 'object', 'its top');
  const snapshot = input as Snapshot;
  if (snapshot.format !== snapshotFormat) {
    throw new ConfigError(`${source} is not the state of a local cloud: its format differs`);
  }
  if (snapshot.version !== snapshotVersion) {
    const actual = String(snapshot.version);
    throw new ConfigError(`${source} has version ${actual}; this package reads version ${snapshotVersion}`);
  }
  requireKind(snapshot.nowMs, 'number', 'nowMs');
  requireKind(snapshot.idCount, 'number', 'idCount');
  for (const list of ['keys', 'partitions', 'tasks', 'firstResults'] as const) {
    requireKind(snapshot[list], 'list', list);
  }
  checkKeys(requireKind, snapshot);
  checkTasks(requireKind, snapshot);
  checkFirstResults(requireKind, snapshot);
  snapshot.partitions.forEach((partition, i) => {
    const place = `partitions[${i}]`;
    requireKind(partition, 'object', place);
    requireKind(partition.account, 'string', `${place}.account`);
    requireKind(partition.region, 'string', `${place}.region`);
    requireKind(partition.collections, 'object', `${place}.collections`);
    for (const [key, collection] of Object.entries(partition.collections)) {
      const collectionPlace = `${place}.collections["${key}"]`;
      if (!findResourceType(key)) fail(collectionPlace, 'the catalog has no such resource type');
      checkCollection(requireKind, fail, collection, collectionPlace);
    }
  });
  return snapshot;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : typeof value;
}

function checkKeys(requireKind: RequireKind, { keys }: Snapshot): void {
  keys.forEach((key, i) => {
    requireKind(key, 'object', `keys[${i}]`);
    requireKind(key.account, 'string', `keys[${i}].account`);
    requireKind(key.accessKeyId, 'string', `keys[${i}].accessKeyId`);
    requireKind(key.secretAccessKey, 'string', `keys[${i}].secretAccessKey`);
    requireKind(key.principal, 'object', `keys[${i}].principal`);
  });
}

function checkTasks(requireKind: RequireKind, { tasks }: Snapshot): void {
  tasks.forEach((task, i) => {
    requireKind(task, 'object', `tasks[${i}]`);
    requireKind(task.atMs, 'number', `tasks[${i}].atMs`);
    requireKind(task.name, 'string', `tasks[${i}].name`);
    requireKind(task.details, 'object', `tasks[${i}].details`);
  });
}

function checkFirstResults(requireKind: RequireKind, { firstResults }: Snapshot): void {
  firstResults.forEach((first, i) => {
    requireKind(first, 'object', `firstResults[${i}]`);
    requireKind(first.key, 'string', `firstResults[${i}].key`);
    requireKind(first.request, 'string', `firstResults[${i}].request`);
  });
}

function checkCollection(
  requireKind: RequireKind,
  fail: (place: string, problem: string) => never,
  collection: StoredCollection,
  place: string,
): void {
  requireKind(collection, 'object', place);
  requireKind(collection.nextSeq, 'number', `${place}.nextSeq`);
  requireKind(collection.entities, 'list', `${place}.entities`);
  let lastSeq = 0;
  collection.entities.forEach((entity, i) => {
    const entityPlace = `${place}.entities[${i}]`;
    requireKind(entity, 'object', entityPlace);
    requireKind(entity.id, 'string', `${entityPlace}.id`);
    requireKind(entity.data, 'object', `${entityPlace}.data`);
    requireKind(entity.seq, 'number', `${entityPlace}.seq`);
    if (entity.seq <= lastSeq) fail(`${entityPlace}.seq`, 'the entities are out of order');
    lastSeq = entity.seq;
  });
}
