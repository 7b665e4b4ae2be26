import { readFile } from 'node:fs/promises';
import { ConfigError } from '../../errors/config.js';
import type { AccessKey } from './accounts.js';
import { parseJson, toJson } from '../../util/json.js';
import type { Task } from './schedule.js';
import { servicePlan } from '../model/services.js';
import type { Collection, Entity } from './store.js';
import type { FirstAnswer, World } from './cloud-state.js';
import { writeWhole } from '../../util/write-file.js';

const format = 'volcengine-fluent local cloud';
const version = 1;

interface StoredCollection {
  readonly nextSeq: number;
  readonly wasGiven: boolean;
  readonly entities: readonly Entity[];
}

/** Everything that a local cloud keeps, as plain data. It holds the keys that sign, so treat it like them. */
export interface Snapshot {
  readonly format: string;
  readonly version: number;
  readonly nowMs: number;
  /** How many ids were made. */
  readonly idCount: number;
  readonly keys: readonly AccessKey[];
  readonly spaces: readonly {
    readonly account: string;
    readonly region: string;
    readonly collections: Readonly<Record<string, StoredCollection>>;
  }[];
  readonly tasks: readonly Task[];
  readonly firstAnswers: readonly (FirstAnswer & { readonly key: string })[];
}

/** Takes what a world keeps; later changes of the world don't change it. */
export function takeSnapshot(world: World): Snapshot {
  return structuredClone(viewOf(world));
}

/** What a world keeps, as it is at the moment: not to be held on to. */
function viewOf(world: World): Snapshot {
  return {
    format,
    version,
    nowMs: world.clock.now(),
    idCount: world.ids.count,
    keys: [...world.accounts.all()],
    spaces: [...world.spaces()].map((space) => ({
      account: space.account,
      region: space.region,
      collections: Object.fromEntries([...space.collections()].map(([key, one]) => [key, storedOf(one)])),
    })),
    tasks: world.schedule.all(),
    firstAnswers: [...world.firstAnswers()].map(([key, first]) => ({ key, ...first })),
  };
}

function storedOf(collection: Collection): StoredCollection {
  return { nextSeq: collection.nextSeq, wasGiven: collection.wasGiven, entities: [...collection.all()] };
}

/**
 * Puts a world into the state of a snapshot. A snapshot that isn't sound changes nothing.
 *
 * @throws {@link ConfigError} that names the place where it isn't sound
 */
export function restoreSnapshot(world: World, given: unknown, source = 'The snapshot'): void {
  const snapshot = structuredClone(checkSnapshot(given, source));
  world.reset();
  world.accounts.clear();
  world.ids.count = snapshot.idCount;
  world.clock.moveTo(snapshot.nowMs);
  for (const key of snapshot.keys) world.accounts.add(key);
  for (const { account, region, collections } of snapshot.spaces) {
    const space = world.spaceNamed(account, region);
    for (const [key, stored] of Object.entries(collections)) {
      const collection = space.collection(key);
      collection.wasGiven = stored.wasGiven;
      for (const entity of stored.entities) collection.restore(entity);
      collection.reserve(stored.nextSeq);
    }
  }
  for (const { atMs, name, details } of snapshot.tasks) world.schedule.add(atMs, name, details);
  for (const { key, request, result } of snapshot.firstAnswers)
    world.rememberAnswer(key, { request, result });
}

/** Writes what a world keeps so that the file is always a whole one: the old, or the new. */
export async function writeSnapshot(file: string, world: World): Promise<void> {
  // Becomes text before anything else happens, so nothing has to be copied for it.
  const text = toJson(viewOf(world));
  try {
    await writeWhole(file, `${text}\n`, 0o600);
  } catch (cause) {
    throw new ConfigError(`The state can't be written to ${file}: ${messageOf(cause)}`, { cause });
  }
}

/** Reads a snapshot file; undefined where there is none. */
export async function readSnapshot(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ConfigError(`The state can't be read from ${file}: ${messageOf(cause)}`, { cause });
  }
  try {
    return parseJson(text);
  } catch (cause) {
    throw new ConfigError(`${file} is not valid JSON: ${messageOf(cause)}; it is left as it is`, { cause });
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

type Kind = 'object' | 'list' | 'text' | 'number';

/** Looks at each value that restoring relies on; says where one is not what it has to be. */
function checkSnapshot(given: unknown, source: string): Snapshot {
  const need = (value: unknown, kind: Kind, place: string): void => {
    const actual = Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
    const isRight = kind === 'text' ? actual === 'string' : kind === actual;
    if (!isRight)
      throw new ConfigError(`${source} is corrupt at ${place}: it is no ${kind}; it is left as it is`);
  };
  need(given, 'object', 'its top');
  const snapshot = given as Snapshot;
  if (snapshot.format !== format)
    throw new ConfigError(`${source} is no state of a local cloud: its format is another`);
  if (snapshot.version !== version) {
    throw new ConfigError(
      `${source} is of version ${String(snapshot.version)}; this package reads version ${version}`,
    );
  }
  need(snapshot.nowMs, 'number', 'nowMs');
  need(snapshot.idCount, 'number', 'idCount');
  for (const list of ['keys', 'spaces', 'tasks', 'firstAnswers'] as const) need(snapshot[list], 'list', list);
  snapshot.keys.forEach((key, i) => {
    need(key, 'object', `keys[${i}]`);
    for (const member of ['account', 'accessKeyId', 'secretAccessKey'] as const) {
      need(key[member], 'text', `keys[${i}].${member}`);
    }
    need(key.principal, 'object', `keys[${i}].principal`);
  });
  snapshot.tasks.forEach((task, i) => {
    need(task, 'object', `tasks[${i}]`);
    need(task.atMs, 'number', `tasks[${i}].atMs`);
    need(task.name, 'text', `tasks[${i}].name`);
    need(task.details, 'object', `tasks[${i}].details`);
  });
  snapshot.firstAnswers.forEach((first, i) => {
    need(first, 'object', `firstAnswers[${i}]`);
    need(first.key, 'text', `firstAnswers[${i}].key`);
    need(first.request, 'text', `firstAnswers[${i}].request`);
  });
  snapshot.spaces.forEach((space, i) => {
    const place = `spaces[${i}]`;
    need(space, 'object', place);
    need(space.account, 'text', `${place}.account`);
    need(space.region, 'text', `${place}.region`);
    need(space.collections, 'object', `${place}.collections`);
    for (const [key, stored] of Object.entries(space.collections)) {
      checkCollection(need, key, stored, `${place}.collections["${key}"]`, source);
    }
  });
  return snapshot;
}

function checkCollection(
  need: (value: unknown, kind: Kind, place: string) => void,
  key: string,
  stored: StoredCollection,
  place: string,
  source: string,
): void {
  const [module = '', noun = ''] = key.split('.');
  if (!servicePlan(module).nouns.has(noun)) {
    throw new ConfigError(`${source} is corrupt at ${place}: there is no such resource; it is left as it is`);
  }
  need(stored, 'object', place);
  need(stored.nextSeq, 'number', `${place}.nextSeq`);
  need(stored.entities, 'list', `${place}.entities`);
  let last = 0;
  stored.entities.forEach((entity, i) => {
    need(entity, 'object', `${place}.entities[${i}]`);
    need(entity.id, 'text', `${place}.entities[${i}].id`);
    need(entity.data, 'object', `${place}.entities[${i}].data`);
    need(entity.seq, 'number', `${place}.entities[${i}].seq`);
    if (entity.seq <= last) {
      throw new ConfigError(
        `${source} is corrupt at ${place}.entities[${i}].seq: it is out of order; it is left as it is`,
      );
    }
    last = entity.seq;
  });
}
