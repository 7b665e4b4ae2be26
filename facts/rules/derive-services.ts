import type { ResourceFacts, ServiceFacts, TaggingFacts } from '../../src/catalog/types.js';
import { deriveResources } from './derive-resources.js';
import { applyEvidence, type Evidence, type Sources } from './evidence.js';
import { deriveMethods } from './methods.js';
import { deriveRelations, type ServiceDraft } from './relations.js';
import type { ServiceModel } from './service-model.js';
import { deriveTagging, tagActions } from './tagging.js';

/** What the rules and the evidence find of one service beyond what the SDKs say. */
export interface Derived {
  readonly resources: Record<string, ResourceFacts>;
  readonly tagging: TaggingFacts;
  /** For each type the parts that come from evidence, and from which. */
  readonly sources: ReadonlyMap<string, Sources>;
}

/** Derives the resource types of all services: relations lead from one service to another. */
export function deriveServices(
  models: readonly ServiceModel[],
  evidenceOf: (service: string) => Evidence,
): Map<string, Derived> {
  const drafts = new Map<string, ServiceDraft>();
  for (const model of models) drafts.set(model.name, { model, resources: deriveResources(model) });
  const derived = new Map<string, Derived>();
  for (const draft of drafts.values()) deriveRelations(draft, drafts);
  for (const [name, draft] of drafts) {
    const tagging = deriveTagging(draft.model);
    deriveMethods(draft.model, draft.resources, new Set(tagActions(tagging)));
    const sources = applyEvidence(draft, evidenceOf(name));
    derived.set(name, { resources: draft.resources, tagging, sources });
  }
  return derived;
}

/** The children of each type: the types that require one of it, those that are created or deleted first. */
export function withChildren(
  service: string,
  resources: Record<string, ResourceFacts>,
): Record<string, ResourceFacts> {
  const rank = ({ create, delete: remove }: ResourceFacts): number => (create || remove ? 0 : 1);
  const entries = Object.entries(resources).sort(([, a], [, b]) => rank(a) - rank(b));
  const withOwn = Object.entries(resources).map(([name, facts]): [string, ResourceFacts] => {
    const children = entries
      .filter(([, { parents }]) =>
        Object.values(parents ?? {}).some(
          ({ resource, required }) => required && resource === `${service}.${name}`,
        ),
      )
      .map(([child]) => child);
    const rest = { ...facts } as { children?: readonly string[] } & ResourceFacts;
    delete (rest as { children?: unknown }).children;
    return [name, children.length > 0 ? { ...rest, children } : rest];
  });
  return Object.fromEntries(withOwn);
}

/** The actions that neither a type nor the tagging names, sorted. */
export function operationsOf({ actions, resources, tagging }: Omit<ServiceFacts, 'operations'>): string[] {
  const named = new Set(tagActions(tagging));
  for (const facts of Object.values(resources)) for (const action of actionsOf(facts)) named.add(action);
  return Object.keys(actions)
    .filter((action) => !named.has(action))
    .sort();
}

/** Every action that a type's facts name. */
export function actionsOf(facts: ResourceFacts): string[] {
  const parts = [facts.create, facts.get, facts.list, facts.delete].flatMap((part) =>
    part ? [part.action, ...(part.alternatives ?? [])] : [],
  );
  const settings = Object.values(facts.facets ?? {}).flatMap((facet) => Object.values(facet));
  const attached = (facts.associations ?? []).flatMap((each) => [...each.create, ...each.delete]);
  return [
    ...parts,
    ...(facts.delete?.precededBy ?? []),
    ...(facts.update ?? []),
    ...(facts.methods ?? []).map(({ action }) => action),
    ...(facts.collectionMethods ?? []),
    ...settings,
    ...attached,
  ];
}
