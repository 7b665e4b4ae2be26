import { ConfigError } from '../../errors/config.js';
import { isObject } from '../../util/json.js';
import { findResourceType } from '../model/load-models.js';
import { maxTimeMs } from './clock.js';
import { snapshotFormat, snapshotVersion, type Snapshot, type StoredCollection } from './snapshot-format.js';

type Kind = 'object' | 'list' | 'string' | 'number' | 'count' | 'time' | 'boolean';

const descriptions: Readonly<Record<Kind, string>> = {
  object: 'an object',
  list: 'a list',
  string: 'a string',
  number: 'a number',
  count: 'an integer from 0',
  time: 'a number of milliseconds since 1970',
  boolean: 'true or false',
};

/** Throws for a place of the snapshot. */
type Fail = (place: string, problem: string) => never;

/** Throws unless the value at a place of the snapshot is of a kind. */
type RequireKind = (value: unknown, kind: Kind, place: string) => void;

/**
 * Checks every value that restoring a snapshot relies on.
 *
 * @param isTask - whether a scheduled task has a name that the cloud knows
 * @param source - what the error messages call the snapshot: the name of its file
 * @throws `ConfigError` that names the first place with a wrong value
 */
export function checkSnapshot(input: unknown, source: string, isTask: (name: string) => boolean): Snapshot {
  const fail = (place: string, problem: string): never => {
    throw new ConfigError(`${source} is corrupt at ${place}: ${problem}; nothing is changed`);
  };
  const requireKind: RequireKind = (value, kind, place) => {
    if (!isOfKind(value, kind)) fail(place, `expected ${descriptions[kind]}`);
  };
  requireKind(input, 'object', 'its top');
  const snapshot = input as Snapshot;
  if (snapshot.format !== snapshotFormat) {
    throw new ConfigError(`${source} is not the state of a local cloud: its format differs`);
  }
  if (snapshot.version !== snapshotVersion) {
    const actual: unknown = snapshot.version;
    const named = typeof actual === 'number' ? `version ${actual}` : 'an unknown version';
    throw new ConfigError(`${source} has ${named}; this package reads version ${snapshotVersion}`);
  }
  requireKind(snapshot.nowMs, 'time', 'nowMs');
  requireKind(snapshot.idCount, 'count', 'idCount');
  for (const list of ['keys', 'partitions', 'tasks', 'firstResults'] as const) {
    requireKind(snapshot[list], 'list', list);
  }
  checkKeys(requireKind, fail, snapshot);
  checkTasks(requireKind, fail, snapshot, isTask);
  checkFirstResults(requireKind, snapshot);
  const places = new Set<string>();
  snapshot.partitions.forEach((partition, i) => {
    const place = `partitions[${i}]`;
    requireKind(partition, 'object', place);
    requireKind(partition.account, 'string', `${place}.account`);
    requireKind(partition.region, 'string', `${place}.region`);
    requireKind(partition.collections, 'object', `${place}.collections`);
    const name = `${partition.account}/${partition.region}`;
    if (places.has(name)) fail(place, 'it is there twice');
    places.add(name);
    for (const [key, collection] of Object.entries(partition.collections)) {
      const collectionPlace = `${place}.collections["${key.slice(0, 80)}"]`;
      if (!isResourceType(key)) fail(collectionPlace, 'the catalog has no such resource type');
      checkCollection(requireKind, fail, collection, collectionPlace);
    }
  });
  return snapshot;
}

function isResourceType(key: string): boolean {
  try {
    return findResourceType(key) !== undefined;
  } catch {
    // Not even the service exists.
    return false;
  }
}

function isOfKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'object':
      return isObject(value);
    case 'list':
      return Array.isArray(value);
    case 'number':
      return Number.isFinite(value);
    case 'count':
      return Number.isSafeInteger(value) && (value as number) >= 0;
    case 'time':
      return Number.isFinite(value) && Math.abs(value as number) <= maxTimeMs;
    default:
      return typeof value === kind;
  }
}

const principals: ReadonlySet<unknown> = new Set(['root', 'user', 'role']);

function checkKeys(requireKind: RequireKind, fail: Fail, { keys }: Snapshot): void {
  const ids = new Set<string>();
  keys.forEach((key, i) => {
    requireKind(key, 'object', `keys[${i}]`);
    requireKind(key.account, 'string', `keys[${i}].account`);
    requireKind(key.accessKeyId, 'string', `keys[${i}].accessKeyId`);
    requireKind(key.secretAccessKey, 'string', `keys[${i}].secretAccessKey`);
    requireKind(key.principal, 'object', `keys[${i}].principal`);
    requireKind(key.principal.name, 'string', `keys[${i}].principal.name`);
    if (!principals.has(key.principal.kind))
      fail(`keys[${i}].principal.kind`, 'it is not root, user or role');
    if (ids.has(key.accessKeyId)) fail(`keys[${i}].accessKeyId`, 'it is there twice');
    ids.add(key.accessKeyId);
    for (const member of ['sessionToken', 'sessionPolicy'] as const) {
      if (key[member] !== undefined) requireKind(key[member], 'string', `keys[${i}].${member}`);
    }
    if (key.expiresAtMs !== undefined) requireKind(key.expiresAtMs, 'time', `keys[${i}].expiresAtMs`);
    if (key.isInactive !== undefined) requireKind(key.isInactive, 'boolean', `keys[${i}].isInactive`);
    // A temporary key without one of them would be one for ever, or one without a token.
    if ((key.sessionToken === undefined) !== (key.expiresAtMs === undefined)) {
      fail(`keys[${i}]`, 'a token needs an end, and an end a token');
    }
  });
}

function checkTasks(
  requireKind: RequireKind,
  fail: Fail,
  { tasks }: Snapshot,
  isTask: (name: string) => boolean,
): void {
  tasks.forEach((task, i) => {
    requireKind(task, 'object', `tasks[${i}]`);
    requireKind(task.atMs, 'time', `tasks[${i}].atMs`);
    requireKind(task.name, 'string', `tasks[${i}].name`);
    if (!isTask(task.name)) fail(`tasks[${i}].name`, 'there is no task of this name');
    requireKind(task.details, 'object', `tasks[${i}].details`);
  });
}

function checkFirstResults(requireKind: RequireKind, { firstResults }: Snapshot): void {
  firstResults.forEach((first, i) => {
    requireKind(first, 'object', `firstResults[${i}]`);
    requireKind(first.key, 'string', `firstResults[${i}].key`);
    requireKind(first.request, 'string', `firstResults[${i}].request`);
    requireKind(first.result, 'object', `firstResults[${i}].result`);
  });
}

function checkCollection(
  requireKind: RequireKind,
  fail: Fail,
  collection: StoredCollection,
  place: string,
): void {
  requireKind(collection, 'object', place);
  requireKind(collection.nextSeq, 'count', `${place}.nextSeq`);
  requireKind(collection.hasPredefined, 'boolean', `${place}.hasPredefined`);
  requireKind(collection.entities, 'list', `${place}.entities`);
  let lastSeq = 0;
  collection.entities.forEach((entity, i) => {
    const entityPlace = `${place}.entities[${i}]`;
    requireKind(entity, 'object', entityPlace);
    requireKind(entity.id, 'string', `${entityPlace}.id`);
    requireKind(entity.data, 'object', `${entityPlace}.data`);
    requireKind(entity.seq, 'count', `${entityPlace}.seq`);
    if (entity.facets !== undefined) requireKind(entity.facets, 'object', `${entityPlace}.facets`);
    if (entity.visibleFromMs !== undefined) {
      requireKind(entity.visibleFromMs, 'time', `${entityPlace}.visibleFromMs`);
    }
    if (entity.seq <= lastSeq) fail(`${entityPlace}.seq`, 'the entities are out of order');
    lastSeq = entity.seq;
  });
  if (collection.nextSeq <= lastSeq) fail(`${place}.nextSeq`, 'it is not beyond the last entity');
}
