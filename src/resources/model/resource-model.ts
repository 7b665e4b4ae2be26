import { readShapes } from '../../catalog/shapes.js';
import type { ResourceFacts, ServiceFacts } from '../../catalog/types.js';
import { memoizeByName } from '../../util/memo.js';
import { accessorsOf } from './accessors.js';
import { deriveCreations, deriveUpdates, type Creation } from './creations.js';
import { deriveEmbeddedRead, type EmbeddedRead } from './embedded-read.js';
import { deriveFacets, type FacetModel } from './facets.js';
import { deriveGetters, type Getter } from './getters.js';
import { deriveIdentity, type IdentityModel } from './identity-model.js';
import { deriveMethods, type CollectionMethod, type ResourceMethod } from './methods.js';
import { deriveRelations, type Relation } from './relations-model.js';
import { deriveStates } from './states.js';
import { deriveWaits } from './waits.js';

/** What the engine and the type generator derive from the facts of one resource type; both read nothing else. */
export interface ResourceModel extends IdentityModel {
  readonly facts: ServiceFacts;
  /** The name of the resource type: `Instance`. */
  readonly resourceType: string;
  readonly resource: ResourceFacts;
  /** The method of the client that returns the collection: `instances`. */
  readonly many: string;
  /** The method of the client that returns a handle: `instance`. */
  readonly one: string;
  /** The ways to create a resource, the usual one first; empty when the API has none. */
  readonly creations: readonly Creation[];
  /** The actions that `update()` can build, the usual one first. */
  readonly updates: readonly string[];
  /** The shapes of the data. */
  readonly shapes: readonly string[];
  /** How the data is found inside its parent's, when that is how the resource is read. */
  readonly embedded: EmbeddedRead | undefined;
  /** Whether a single resource can be read. */
  readonly isReadable: boolean;
  readonly getters: readonly Getter[];
  readonly methods: readonly ResourceMethod[];
  readonly collectionMethods: readonly CollectionMethod[];
  readonly relations: readonly Relation[];
  readonly facets: readonly FacetModel[];
  /** All states that the facts name. */
  readonly states: readonly string[];
  /** The states that a resource reaches after an action, by the action's name. */
  readonly waits: ReadonlyMap<string, readonly string[]>;
  /** The member of the data that names the project. */
  readonly projectMember: string | undefined;
}

/** The model of one resource type, derived on first use; undefined when the service has no such type. */
export const resourceModelOf: (facts: ServiceFacts, resourceType: string) => ResourceModel | undefined =
  memoizeByName((facts, resourceType) => {
    const resource = facts.resources[resourceType];
    return resource && deriveModel(facts, resourceType, resource);
  });

function deriveModel(facts: ServiceFacts, resourceType: string, resource: ResourceFacts): ResourceModel {
  const addressing = deriveIdentity(facts, resource);
  const { identity } = addressing;
  const methods = deriveMethods(facts, resourceType, resource, identity);
  const names = new Set(methods.onResource.map(({ name }) => name));
  const relations = deriveRelations(facts, resourceType, resource, names);
  for (const { name } of relations) names.add(name);
  const facets = deriveFacets(facts, resourceType, resource, names);
  for (const { name } of facets) names.add(name);
  const embedded = deriveEmbeddedRead(facts, resource, identity);
  const shapes = embedded ? [embedded.shape] : readShapes(facts, resource);
  const isRead = resource.read !== undefined && resource.read !== 'embedded';
  const states = deriveStates(resource);
  return {
    facts,
    resourceType,
    resource,
    ...addressing,
    ...accessorsOf(facts).get(resourceType)!,
    creations: deriveCreations(facts, resource, identity),
    updates: deriveUpdates(facts, resource, identity),
    shapes,
    embedded,
    isReadable: isRead || embedded !== undefined,
    getters: deriveGetters(facts, shapes, names),
    methods: methods.onResource,
    collectionMethods: methods.onCollection,
    relations,
    facets,
    states,
    waits: deriveWaits(facts, resource, states),
    projectMember: findProjectMember(facts, resource, shapes),
  };
}

function findProjectMember(
  facts: ServiceFacts,
  resource: ResourceFacts,
  shapes: readonly string[],
): string | undefined {
  const names = [resource.create?.project, 'ProjectName', 'Project'];
  return names.find(
    (name) => name !== undefined && shapes.some((shape) => facts.shapes[shape]?.[name]?.type === 'string'),
  );
}
