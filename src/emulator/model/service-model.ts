import { isReadAction } from '../../catalog/action-kinds.js';
import type { ActionFacts, ResourceFacts, ServiceFacts } from '../../catalog/types.js';
import { joinsOf, viewedType, type Join } from './joins.js';
import { Renderer } from './renderer.js';
import { ResourceType } from './resource-type.js';

/** What an action does to resources, as far as the facts tell. */
export type Role =
  | 'create'
  | 'get'
  | 'list'
  | 'update'
  | 'delete'
  | 'method'
  | 'facet'
  | 'collection'
  | 'tagAdd'
  | 'tagRemove'
  | 'tagList'
  | 'operation';

/** One action, with everything the engine needs to execute it. */
export interface ActionModel {
  readonly name: string;
  readonly facts: ActionFacts;
  readonly role: Role;
  readonly isRead: boolean;
  /** The resource type that the action belongs to; unset for tag actions and operations. */
  readonly resourceType?: ResourceType;
  /** The request member that carries the id, when the facts name one for this action. */
  readonly idMember?: string | undefined;
  /** The facet that the action reads or writes. */
  readonly facet?: string;
  /** One of several actions for the same purpose; the paths in the facts are those of the first one. */
  readonly isAlternative?: boolean;
}

/** What a resource type's facts say of one action. */
type Claim = Omit<ActionModel, 'name' | 'facts' | 'isRead'>;

type ClaimAction = (action: string | undefined, claim: Claim) => void;

/** The facts of one service, with a role for each action. Built once, shared by all emulators, never changed. */
export class ServiceModel {
  readonly resourceTypes: ReadonlyMap<string, ResourceType>;
  readonly actions: ReadonlyMap<string, ActionModel>;
  readonly renderer: Renderer;
  /** The actions on one resource that add or remove resources of another type. */
  readonly joins: ReadonlyMap<string, Join>;
  readonly #joined: ReadonlySet<ResourceType>;
  readonly #viewed: ReadonlyMap<ResourceType, ResourceType>;

  constructor(readonly facts: ServiceFacts) {
    this.resourceTypes = new Map(
      Object.entries(facts.resources).map(([name, resource]) => [
        name,
        new ResourceType(facts, name, resource),
      ]),
    );
    const types = [...this.resourceTypes.values()];
    const resourceShapes = types.flatMap(({ itemShape, getShape }) => [itemShape, getShape]);
    this.renderer = new Renderer(
      facts.shapes,
      resourceShapes.filter((shape) => shape !== undefined),
    );
    const claims = this.#claims();
    this.actions = new Map(
      Object.entries(facts.actions).map(([name, action]) => {
        const claim = claims.get(name) ?? { role: 'operation' as const };
        return [name, { ...claim, name, facts: action, isRead: isReadAction(facts, name) }];
      }),
    );
    const methods = [...this.actions.values()].filter(
      ({ role }) => role === 'method' || role === 'operation',
    );
    this.joins = joinsOf(
      facts,
      this.resourceTypes,
      new Map(methods.flatMap(({ name, resourceType }) => (resourceType ? [[name, resourceType]] : []))),
    );
    this.#joined = new Set([...this.joins.values()].map(({ resourceType }) => resourceType));
    this.#viewed = new Map(
      [...this.resourceTypes.values()].flatMap((type) => {
        const viewed = viewedType(type, this.resourceTypes);
        return viewed ? [[type, viewed] as const] : [];
      }),
    );
  }

  /** Whether resources of a type come and go by actions on others; then none exists from the start. */
  isJoined(type: ResourceType): boolean {
    return this.#joined.has(type);
  }

  /** The type whose resources a list of this type shows: usually the type itself. */
  storedAs(type: ResourceType): ResourceType {
    return this.#viewed.get(type) ?? type;
  }

  #claims(): ReadonlyMap<string, Claim> {
    const claims = new Map<string, Claim>();
    const claimAction: ClaimAction = (action, claim) => {
      if (action !== undefined && !claims.has(action)) claims.set(action, claim);
    };
    // An action belongs to the type it creates, reads, lists or deletes, before any other type may claim it.
    for (const type of this.resourceTypes.values()) claimMainActions(type, type.facts, claimAction);
    claimTagActions(this.facts, claimAction);
    for (const type of this.resourceTypes.values()) claimOtherActions(type, type.facts, claimAction);
    return claims;
  }
}

function claimMainActions(resourceType: ResourceType, facts: ResourceFacts, claimAction: ClaimAction): void {
  const { create, get, list } = facts;
  claimAction(create?.action, { role: 'create', resourceType });
  claimAction(get?.action, { role: 'get', resourceType, idMember: get?.id });
  claimAction(list?.action, { role: 'list', resourceType });
  claimAction(facts.delete?.action, { role: 'delete', resourceType, idMember: facts.delete?.id });
}

function claimTagActions({ tagging }: ServiceFacts, claimAction: ClaimAction): void {
  const claimAll = (role: Role, tag: typeof tagging.add): void => {
    claimAction(tag?.action, { role });
    for (const action of tag?.alternatives ?? []) claimAction(action, { role, isAlternative: true });
  };
  claimAll('tagAdd', tagging.add);
  claimAll('tagRemove', tagging.remove);
  claimAll('tagList', tagging.list);
}

function claimOtherActions(resourceType: ResourceType, facts: ResourceFacts, claimAction: ClaimAction): void {
  const claimAll = (actions: readonly string[] | undefined, claim: Omit<Claim, 'resourceType'>): void => {
    for (const action of actions ?? []) claimAction(action, { ...claim, resourceType });
  };
  claimAll(facts.create?.alternatives, { role: 'create', isAlternative: true });
  claimAll(facts.get?.alternatives, { role: 'get', isAlternative: true });
  claimAll(facts.list?.alternatives, { role: 'list', isAlternative: true });
  claimAll(facts.delete?.alternatives, { role: 'delete', isAlternative: true });
  for (const action of facts.update ?? []) {
    claimAll([action], { role: 'update', idMember: facts.updateBy?.[action] });
  }
  for (const [facet, actions] of Object.entries(facts.facets ?? {})) {
    for (const action of Object.values(actions)) {
      const idMember = facts.methods?.find((method) => method.action === action)?.by;
      claimAll([action], { role: 'facet', facet, idMember });
    }
  }
  for (const { action, by } of facts.methods ?? []) claimAll([action], { role: 'method', idMember: by });
  claimAll(facts.delete?.precededBy, { role: 'method' });
  for (const association of facts.associations ?? []) {
    claimAll([...association.create, ...association.delete], { role: 'method' });
  }
  claimAll(facts.collectionMethods, { role: 'collection' });
}
