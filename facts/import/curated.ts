import { readFileSync } from 'node:fs';

/** A fact that neither the SDKs nor the rules and the evidence give, kept as data with its source. */
export interface CuratedFact {
  /** Dotted path into `catalog/<service>.json`, such as `resources.Vpc.list.idFilter`. */
  readonly at: string;
  /** The value; null removes what the rules found. */
  readonly value: unknown;
  readonly source: string;
}

type Entries = Record<string, unknown>;

const folder = new URL('../curated/', import.meta.url);

/** The curated facts of a service; none when it has no file. @throws Error when an entry is incomplete */
export function readCurated(service: string): readonly CuratedFact[] {
  let text: string;
  try {
    text = readFileSync(new URL(`${service}.json`, folder), 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
  const facts = JSON.parse(text) as readonly CuratedFact[];
  for (const { at, value, source } of facts) {
    if (typeof at !== 'string' || at === '' || value === undefined)
      throw new Error(`facts/curated/${service}.json has an entry without "at" or "value"`);
    if (typeof source !== 'string' || source.trim() === '')
      throw new Error(`facts/curated/${service}.json: ${at} has no source`);
  }
  return facts;
}

/** The text of a file of curated facts: one entry a line, sorted by `at`. */
export function curatedText(facts: readonly CuratedFact[]): string {
  const sorted = [...facts].sort((a, b) => (a.at < b.at ? -1 : 1));
  return `[\n${sorted.map((fact) => JSON.stringify(fact)).join(',\n')}\n]\n`;
}

/** What came of a curated fact. */
export type CuratedOutcome = 'set' | 'unneeded' | 'stale';

/** Sets curated facts, in place; `stale` when a place is gone, `unneeded` when the value is there already. */
export function applyCurated(facts: object, curated: readonly CuratedFact[]): Map<string, CuratedOutcome> {
  const outcomes = new Map<string, CuratedOutcome>();
  for (const { at, value } of curated) outcomes.set(at, set(facts as Entries, at, value));
  return outcomes;
}

function set(facts: Entries, at: string, value: unknown): CuratedOutcome {
  const steps = at.split('.');
  const key = steps.pop() as string;
  let parent = facts;
  for (const step of steps) {
    const next = parent[step];
    if (typeof next !== 'object' || next === null) return 'stale';
    parent = next as Entries;
  }
  if (sameText(parent[key] ?? null, value)) return 'unneeded';
  if (value === null) delete parent[key];
  else parent[key] = value;
  return 'set';
}

/** The differences between facts as they are derived and as they should be, as curated facts. */
export function curate(derived: object, wanted: object, source: string): CuratedFact[] {
  const found: CuratedFact[] = [];
  walk(derived as Entries, wanted as Entries, '', (at, value) => found.push({ at, value, source }));
  return found;
}

/** How deep a path is compared before a whole value is taken. */
const depthOf: Readonly<Record<string, number>> = {
  actions: 3,
  shapes: 4,
  resources: 4,
  tagging: 2,
  operations: 1,
};

/** Parts of a type that are taken as a whole: their own keys may have dots or mean nothing alone. */
const whole = /^resources\.\w+\.(?!(?:id|create|get|list|delete|status|tags)$)/;

function walk(
  derived: Entries,
  wanted: Entries,
  path: string,
  add: (at: string, value: unknown) => void,
): void {
  for (const key of new Set([...Object.keys(derived), ...Object.keys(wanted)])) {
    const at = path === '' ? key : `${path}.${key}`;
    const [a, b] = [derived[key], wanted[key]];
    if (sameText(a, b)) continue;
    const depth = at.split('.').length;
    const isDeeper = depth < (depthOf[at.split('.')[0] ?? ''] ?? 1) && !whole.test(at);
    if (isDeeper && isObject(a) && isObject(b)) walk(a, b, at, add);
    else add(at, b ?? null);
  }
}

function isObject(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lists and the keys of maps count in their order: readers show them so. */
function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
