import { isReadAction } from '../../catalog/action-kinds.js';
import type { ActionFacts, ResourceFacts, ServiceFacts } from '../../catalog/types.js';
import { Renderer } from '../engine/renderer.js';
import { NounPlan } from './resource-type.js';

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

/** One action, with what the engine has to know to answer it. */
export interface ActionPlan {
  readonly name: string;
  readonly facts: ActionFacts;
  readonly role: Role;
  readonly isRead: boolean;
  /** Whose action it is; none for tag actions and operations. */
  readonly noun?: NounPlan;
  /** The member of the request that carries the id, where the facts name one for this action. */
  readonly idMember?: string | undefined;
  /** The setting that it reads or writes. */
  readonly facet?: string;
  /** One of several ways to do the same: the facts' paths are the first way's, not its. */
  readonly isAlternative?: boolean;
}

type Claim = Omit<ActionPlan, 'name' | 'facts' | 'isRead'>;

/** The facts of one service, sorted by what its actions do. Made once, shared, never changed. */
export class ServicePlan {
  readonly nouns: ReadonlyMap<string, NounPlan>;
  readonly actions: ReadonlyMap<string, ActionPlan>;
  readonly renderer: Renderer;

  constructor(readonly facts: ServiceFacts) {
    this.renderer = new Renderer(facts.shapes);
    const nouns = new Map<string, NounPlan>();
    const claims = new Map<string, Claim>();
    const claim = (action: string | undefined, what: Claim): void => {
      if (action !== undefined && !claims.has(action)) claims.set(action, what);
    };
    for (const [name, resource] of Object.entries(facts.resources)) {
      nouns.set(name, new NounPlan(facts, name, resource));
    }
    // The main actions of every noun come before the lesser ones of any.
    for (const noun of nouns.values()) claimMain(noun, noun.facts, claim);
    claimTagging(facts, claim);
    for (const noun of nouns.values()) claimLesser(noun, noun.facts, claim);
    this.nouns = nouns;
    this.actions = new Map(
      Object.entries(facts.actions).map(([name, action]) => {
        const what = claims.get(name) ?? { role: 'operation' as const };
        return [name, { ...what, name, facts: action, isRead: isReadAction(facts, name) }];
      }),
    );
  }
}

function claimMain(noun: NounPlan, facts: ResourceFacts, claim: (action: string, what: Claim) => void): void {
  const { create, get, list } = facts;
  if (create) claim(create.action, { role: 'create', noun });
  if (get) claim(get.action, { role: 'get', noun, idMember: get.id });
  if (list) claim(list.action, { role: 'list', noun });
  if (facts.delete) claim(facts.delete.action, { role: 'delete', noun, idMember: facts.delete.id });
}

function claimTagging(facts: ServiceFacts, claim: (action: string, what: Claim) => void): void {
  const { add, remove, list } = facts.tagging;
  const each = (role: Role, tag: typeof add): void => {
    if (!tag) return;
    claim(tag.action, { role });
    for (const action of tag.alternatives ?? []) claim(action, { role, isAlternative: true });
  };
  each('tagAdd', add);
  each('tagRemove', remove);
  each('tagList', list);
}

function claimLesser(
  noun: NounPlan,
  facts: ResourceFacts,
  claim: (action: string, what: Claim) => void,
): void {
  const each = (actions: readonly string[] | undefined, what: Omit<Claim, 'noun'>): void => {
    for (const action of actions ?? []) claim(action, { ...what, noun });
  };
  each(facts.create?.alternatives, { role: 'create', isAlternative: true });
  each(facts.get?.alternatives, { role: 'get', isAlternative: true });
  each(facts.list?.alternatives, { role: 'list', isAlternative: true });
  each(facts.delete?.alternatives, { role: 'delete', isAlternative: true });
  each(facts.update, { role: 'update' });
  for (const [facet, actions] of Object.entries(facts.facets ?? {})) {
    for (const action of Object.values(actions)) {
      const by = facts.methods?.find((method) => method.action === action)?.by;
      each([action], { role: 'facet', facet, idMember: by });
    }
  }
  for (const method of facts.methods ?? []) each([method.action], { role: 'method', idMember: method.by });
  each(facts.delete?.precededBy, { role: 'method' });
  for (const association of facts.associations ?? []) {
    each([...association.create, ...association.delete], { role: 'method' });
  }
  each(facts.collectionMethods, { role: 'collection' });
}
