import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

/** One fact of the catalog that public documentation states otherwise than the official SDKs do. */
export interface Correction {
  /** Dotted path into `catalog/<service>.json`, such as `shapes.RunInstancesRequest.InstanceTypeId.required`. */
  readonly at: string;
  /** The right value; an array replaces the whole array, null removes the entry. */
  readonly value: unknown;
  /** The value in the original facts; null when they have none. */
  readonly was: unknown;
  /** Why the original value is wrong, and where documents differ. */
  readonly reason: string;
  /** Titles or addresses of the public documents that state the right value. */
  readonly source: string;
}

type Entries = Record<string, unknown>;

const folder = new URL('./corrections/', import.meta.url);

/** The module names of the services that have corrections, sorted. */
export function correctedServices(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/**
 * The corrections of one service, checked for their form.
 *
 * @throws Error when an entry lacks a field, or when entries are not sorted by `at` or occur twice
 */
export function readCorrections(service: string): readonly Correction[] {
  const corrections = JSON.parse(
    readFileSync(new URL(`${service}.json`, folder), 'utf8'),
  ) as readonly Correction[];
  checkForm(corrections);
  return corrections;
}

/** The text of a file of corrections: one entry a line, sorted by `at`. */
export function correctionsText(corrections: readonly Correction[]): string {
  const sorted = [...corrections].sort((a, b) => (a.at < b.at ? -1 : 1));
  return `[\n${sorted.map((correction) => JSON.stringify(correction)).join(',\n')}\n]\n`;
}

/**
 * Checks that every correction is complete and that they are sorted by `at`, each `at` once.
 *
 * @throws Error that names the first entry at fault
 */
export function checkForm(corrections: readonly Correction[]): void {
  let previous = '';
  for (const correction of corrections) {
    const { at } = correction;
    if (typeof at !== 'string' || at === '') throw new Error('A correction has no "at"');
    for (const field of ['value', 'was'] as const) {
      if (correction[field] === undefined) throw new Error(`The correction of ${at} has no "${field}"`);
    }
    for (const field of ['reason', 'source'] as const) {
      if (typeof correction[field] !== 'string' || correction[field].trim() === '')
        throw new Error(`The correction of ${at} has no "${field}"`);
    }
    if (at === previous) throw new Error(`There are two corrections of ${at}`);
    if (at < previous) throw new Error(`The correction of ${at} must stand before that of ${previous}`);
    previous = at;
  }
}

/**
 * Applies corrections to the facts of a service, in place. Applying them again changes nothing.
 *
 * @throws Error when an `at` leads nowhere, or the facts hold neither the old nor the new value
 */
export function applyCorrections(facts: object, corrections: readonly Correction[]): void {
  for (const { at, value, was } of corrections) {
    const { parent, key } = resolve(facts, at);
    const present = parent[key] ?? null;
    if (isDeepStrictEqual(present, value)) continue;
    if (!isDeepStrictEqual(present, was))
      throw new Error(
        `The correction of ${at} expects ${JSON.stringify(was)}, but the facts have ${JSON.stringify(present)}`,
      );
    if (value === null) delete parent[key];
    else setEntry(parent, key, value);
  }
}

/** Whether a correction is in force: the facts hold its value. */
export function isInForce(facts: object, { at, value }: Correction): boolean {
  const { parent, key } = resolve(facts, at);
  return isDeepStrictEqual(parent[key] ?? null, value);
}

function resolve(facts: object, at: string): { parent: Entries; key: string } {
  const steps = at.split('.');
  const key = steps.pop() as string;
  let parent = facts as Entries;
  for (const step of steps) {
    const next = parent[step];
    if (typeof next !== 'object' || next === null || Array.isArray(next))
      throw new Error(`The correction of ${at} leads nowhere: there is no object at "${step}"`);
    parent = next as Entries;
  }
  return { parent, key };
}

/** Sets an entry; a new one goes where the order of names puts it, so that a corrected line reads like any other. */
function setEntry(parent: Entries, key: string, value: unknown): void {
  if (key in parent) {
    parent[key] = value;
    return;
  }
  const names = Object.keys(parent);
  const isSorted = names.every((name, at) => at === 0 || (names[at - 1] as string) < name);
  const later = isSorted ? names.filter((name) => name > key) : [];
  parent[key] = value;
  for (const name of later) {
    const kept = parent[name];
    delete parent[name];
    parent[name] = kept;
  }
}
