import type { ResourceFacts, ServiceFacts } from '../../src/catalog/types.js';
import type { Sources } from '../rules/evidence.js';
import type { CuratedFact } from './curated.js';
import type { SdkService } from './sdk.js';

/**
 * Where the facts of one service come from, before corrections, which name their sources themselves.
 * What only one SDK has is named; everything else of actions and shapes is of both.
 */
export interface Provenance {
  /** The SDKs that have the service. */
  readonly sdks: readonly ('python' | 'node')[];
  /** Actions, shapes and members (`Shape.Member`) that only the Node SDK has. */
  readonly node: readonly string[];
  /** Curated facts of actions and shapes: their path, and their source. */
  readonly curated: Readonly<Record<string, string>>;
  /** What descriptions of parameters state: the members' places, the facts set, defaults and examples. */
  readonly described?: Readonly<Record<string, object>>;
  /** For each resource type its parts (`id`, `delete.retryMinutes`) by their source. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

interface Origins {
  readonly facts: ServiceFacts;
  readonly sources: ReadonlyMap<string, Sources>;
  readonly curated: readonly CuratedFact[];
  readonly python: SdkService | undefined;
  readonly node: SdkService | undefined;
}

/** Records where the facts of a service come from. */
export function provenanceOf({ facts, sources, curated, python, node: other }: Origins): Provenance {
  const node: string[] = [];
  for (const action of Object.keys(facts.actions)) if (python && !python.actions[action]) node.push(action);
  for (const [shape, members] of Object.entries(facts.shapes)) {
    const known = python?.shapes[shape];
    if (python && !known) node.push(shape);
    else if (known)
      for (const member of Object.keys(members)) if (!known[member]) node.push(`${shape}.${member}`);
  }
  const late = new Map(curated.map(({ at, source }) => [at, source]));
  const resources = Object.entries(facts.resources).map(([name, resource]) => {
    const bySource = new Map<string, string[]>();
    for (const part of partsOf(resource)) {
      const source = sourceOf(`resources.${name}`, part, late, sources.get(name));
      const parts = bySource.get(source) ?? [];
      parts.push(part);
      bySource.set(source, parts);
    }
    return [name, Object.fromEntries(bySource)] as const;
  });
  const early = curated.filter(({ at }) => !at.startsWith('resources.'));
  return {
    sdks: [...(python ? ['python' as const] : []), ...(other ? ['node' as const] : [])],
    node,
    curated: Object.fromEntries(early.map(({ at, source }) => [at, source])),
    resources: Object.fromEntries(resources),
  };
}

/** The parts of a type's facts that have a source of their own. */
function partsOf(resource: ResourceFacts): string[] {
  return Object.entries(resource).flatMap(([key, value]) =>
    divided.has(key) ? Object.keys(value as object).map((inner) => `${key}.${inner}`) : [key],
  );
}

const divided = new Set(['id', 'create', 'get', 'list', 'delete', 'status', 'tags']);

function sourceOf(
  path: string,
  part: string,
  curated: ReadonlyMap<string, string>,
  evidence: Sources | undefined,
): string {
  const outer = part.split('.')[0] ?? part;
  const kept = curated.get(`${path}.${part}`) ?? curated.get(`${path}.${outer}`) ?? curated.get(path);
  return kept ?? evidence?.get(part) ?? evidence?.get(outer) ?? 'rules';
}

/** The text of a provenance file: one line a type. */
export function provenanceText({ sdks, node, curated, described = {}, resources }: Provenance): string {
  const types = Object.entries(resources).map(
    ([name, parts]) => `${JSON.stringify(name)}:${JSON.stringify(parts)}`,
  );
  const head = [
    `"sdks":${JSON.stringify(sdks)}`,
    `"node":${JSON.stringify(node)}`,
    `"curated":${JSON.stringify(curated)}`,
    ...(Object.keys(described).length > 0 ? [`"described":${JSON.stringify(described)}`] : []),
  ];
  return `{\n${head.join(',\n')},\n"resources":{\n${types.join(',\n')}\n}\n}\n`;
}

/**
 * The parts of a service's types that no source stands behind.
 *
 * @param corrected paths that corrections set, which name their source themselves
 */
export function partsWithoutSource(
  facts: Pick<ServiceFacts, 'resources'>,
  provenance: Pick<Provenance, 'resources'>,
  corrected: readonly string[],
): string[] {
  const missing: string[] = [];
  for (const [name, resource] of Object.entries(facts.resources)) {
    const known = new Set(Object.values(provenance.resources[name] ?? {}).flat());
    for (const part of partsOf(resource)) {
      const path = `resources.${name}.${part}`;
      const isCorrected = corrected.some(
        (at) => at === path || at.startsWith(`${path}.`) || path.startsWith(`${at}.`),
      );
      if (!known.has(part) && !isCorrected) missing.push(path);
    }
  }
  return missing;
}
