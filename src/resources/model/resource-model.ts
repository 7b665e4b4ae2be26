import { camelName, pluralName } from '../../catalog/names.js';
import type { ResourceFacts, ServiceFacts } from '../../catalog/types.js';
import { planCreates, planUpdates, type CreatePlan } from './changes.js';
import { planIdentity, type IdentityPlan } from './identity-model.js';
import { planEmbedded, type EmbeddedPlan } from './embedded-read.js';
import { planFacets, type FacetPlan } from './facets.js';
import { planWaits } from './waits.js';
import { readShapes } from '../../catalog/shapes.js';
import { knownStates } from '../waiting/status.js';
import { planMethods, type CollectionMethod, type ResourceMethod } from './methods.js';
import { planRelations, type Relation } from './relations-model.js';
import { planGetters, type Getter } from './getters.js';

/** What the engine and the type generator make of one noun's facts; both read nothing else. */
export interface ResourcePlan extends IdentityPlan {
  readonly facts: ServiceFacts;
  readonly noun: string;
  readonly resource: ResourceFacts;
  /** The collection's method on the client: `instances`. */
  readonly many: string;
  /** The handle's method on the client: `instance`. */
  readonly one: string;
  /** The ways to create one, the usual one first; empty where nothing creates it. */
  readonly creates: readonly CreatePlan[];
  /** The actions that `update()` can build, the usual one first. */
  readonly updates: readonly string[];
  /** The shapes of what is read. */
  readonly shapes: readonly string[];
  /** How it is read from its parent, where that is the way. */
  readonly embedded: EmbeddedPlan | undefined;
  /** Whether one can be read by itself. */
  readonly isReadable: boolean;
  readonly getters: readonly Getter[];
  readonly methods: readonly ResourceMethod[];
  readonly collectionMethods: readonly CollectionMethod[];
  readonly relations: readonly Relation[];
  readonly facets: readonly FacetPlan[];
  /** The states that it comes to after an action, by the action's name. */
  readonly waits: ReadonlyMap<string, readonly string[]>;
}

const plans = new WeakMap<ServiceFacts, Map<string, ResourcePlan>>();

/** The plan of one noun, made on first use. */
export function resourcePlan(facts: ServiceFacts, noun: string): ResourcePlan | undefined {
  let ofService = plans.get(facts);
  if (!ofService) plans.set(facts, (ofService = new Map()));
  let plan = ofService.get(noun);
  const resource = facts.resources[noun];
  if (!plan && resource) ofService.set(noun, (plan = makePlan(facts, noun, resource)));
  return plan;
}

function makePlan(facts: ServiceFacts, noun: string, resource: ResourceFacts): ResourcePlan {
  const addressing = planIdentity(facts, resource);
  const { identity } = addressing;
  const methods = planMethods(facts, noun, resource, identity);
  const names = new Set(methods.onResource.map(({ name }) => name));
  const relations = planRelations(facts, noun, resource, names);
  for (const { name } of relations) names.add(name);
  const facets = planFacets(facts, noun, resource, names);
  for (const { name } of facets) names.add(name);
  const embedded = planEmbedded(facts, resource, identity);
  const shapes = embedded ? [embedded.shape] : readShapes(facts, resource);
  const isRead = resource.read !== undefined && resource.read !== 'embedded';
  return {
    facts,
    noun,
    resource,
    ...addressing,
    ...accessors(facts).get(noun)!,
    creates: planCreates(facts, resource, identity),
    updates: planUpdates(facts, resource, identity),
    ...{ shapes, embedded, isReadable: isRead || embedded !== undefined },
    getters: planGetters(facts, shapes, names),
    methods: methods.onResource,
    collectionMethods: methods.onCollection,
    relations,
    facets,
    waits: planWaits(facts, resource, knownStates({ resource })),
  };
}

/**
 * The names of each noun's collection and handle on the client: `instances`, `instance`. Where an action or another
 * noun has the name already, `Resources` or `Resource` is put behind it.
 */
export function accessors(facts: ServiceFacts): ReadonlyMap<string, { many: string; one: string }> {
  const known = accessorNames.get(facts);
  if (known) return known;
  const taken = new Set([...Object.keys(facts.actions).map(camelName), ...clientMembers]);
  const names = new Map<string, { many: string; one: string }>();
  for (const noun of Object.keys(facts.resources).sort()) {
    const one = free(camelName(noun), 'Resource', taken);
    const many = free(camelName(pluralName(noun)), 'Resources', taken);
    names.set(noun, { many, one });
  }
  accessorNames.set(facts, names);
  return names;
}

const accessorNames = new WeakMap<ServiceFacts, ReadonlyMap<string, { many: string; one: string }>>();

/** What a client has of its own. */
export const clientMembers: readonly string[] = [
  ...['constructor', 'session', 'facts', 'models', 'action', 'paginate', 'close', 'send', 'collection'],
];

function free(name: string, suffix: string, taken: Set<string>): string {
  const found = taken.has(name) ? `${name}${suffix}` : name;
  taken.add(found);
  return found;
}
