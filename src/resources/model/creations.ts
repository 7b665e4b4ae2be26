import { countMember, inputShape } from '../../catalog/shapes.js';
import type { ResourceFacts, ServiceFacts } from '../../catalog/types.js';

/** An action that creates resources, and where the id of the new resource comes from. */
export interface Creation {
  readonly action: string;
  /** `path`: the response has it; `input`: the caller chose it; `none`: neither, so `run()` resolves to the response. */
  readonly idFrom: 'path' | 'input' | 'none';
  readonly idPath: string | undefined;
  /** The response's list of ids and the input's count, when one call can create several. */
  readonly several: { readonly listPath: string; readonly countMember: string } | undefined;
  /** Whether the caller chooses a list of ids: `run()` then resolves to one resource per id. */
  readonly isList: boolean;
}

type CreateFacts = NonNullable<ResourceFacts['create']>;

/** The ways to create a resource: the usual action, then those of its alternatives whose response has the new id. */
export function deriveCreations(
  facts: ServiceFacts,
  resource: ResourceFacts,
  identity: readonly string[],
): readonly Creation[] {
  const { create, id } = resource;
  if (!create || !facts.actions[create.action]) return [];
  const creations = [toCreation(facts, create, identity)];
  for (const action of create.alternatives ?? []) {
    const output = facts.shapes[facts.actions[action]?.output ?? ''];
    const idPath = [create.idPath, id?.item, id?.request].find(
      (path) => path !== undefined && output?.[path.split(/[.[]/)[0] as string],
    );
    const input = inputShape(facts, action);
    // An action that takes an id changes what exists (SubmitX, ApplyX), unless it copies it.
    const makesOne = !input[identity.at(-1) ?? ''] || /^(Clone|Copy)/.test(action);
    // A resource created in another region is out of this client's reach: the method returns the response.
    const isHere = !Object.keys(input).some((member) => /^Dest\w*Region/.test(member));
    if (idPath !== undefined && makesOne && isHere) {
      creations.push(toCreation(facts, { action, idPath }, identity));
    }
  }
  return creations;
}

function toCreation(facts: ServiceFacts, create: CreateFacts, identity: readonly string[]): Creation {
  const { action, idPath, idFromInput } = create;
  if (idPath !== undefined) {
    const member = countMember(facts, create);
    const several =
      member === undefined ? undefined : { listPath: idPath.slice(0, -'[0]'.length), countMember: member };
    return { action, idFrom: 'path', idPath, several, isList: false };
  }
  const input = inputShape(facts, action);
  const isKnown = identity.length > 0 && identity.every((member) => input[member]);
  const output = facts.shapes[facts.actions[action]?.output ?? ''] ?? {};
  // A part that neither request nor response has is unknown for the new resource.
  const isTellable = identity.every(
    (member, index) =>
      input[member] ?? output[member] ?? (index === identity.length - 1 && idFromInput !== undefined),
  );
  const idFrom = (idFromInput !== undefined && isTellable) || isKnown ? 'input' : 'none';
  const isList = idFromInput !== undefined && input[idFromInput]?.type === 'list';
  return { action, idFrom, idPath: undefined, several: undefined, isList };
}

/** The actions that update a resource: those that take its own id come before those that take a list of ids. */
export function deriveUpdates(
  facts: ServiceFacts,
  { update }: ResourceFacts,
  identity: readonly string[],
): readonly string[] {
  const known = (update ?? []).filter((action) => facts.actions[action]);
  const takesId = (action: string): boolean => inputShape(facts, action)[identity.at(-1) ?? ''] !== undefined;
  return [...known].sort((a, b) => Number(takesId(b)) - Number(takesId(a)));
}
