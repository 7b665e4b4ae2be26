import type { ResourceFacts, ServiceFacts } from '../../catalog/types.js';

/** How a creation is called and how the new resource is found in its answer. */
export interface CreatePlan {
  readonly action: string;
  /** `path`: in the answer; `input`: the caller chose it; `none`: it can't be told, so `run()` gives the answer. */
  readonly idFrom: 'path' | 'input' | 'none';
  readonly idPath: string | undefined;
  /** The list of ids in the answer and the input's count, where one call can create several. */
  readonly several: { readonly listPath: string; readonly countMember: string } | undefined;
  /** Whether the caller chooses a list of ids: `run()` gives one resource for each. */
  readonly isList: boolean;
}

/** The ways to create a noun: the usual one, then those of its alternatives whose answer tells the new id. */
export function planCreates(
  facts: ServiceFacts,
  resource: ResourceFacts,
  identity: readonly string[],
): readonly CreatePlan[] {
  const { create, id } = resource;
  const input = create && facts.shapes[facts.actions[create.action]?.input ?? ''];
  if (!create || !input) return [];
  const ways = [createPlan(input, create, identity)];
  for (const action of create.alternatives ?? []) {
    const { input: given = '', output = '' } = facts.actions[action] ?? {};
    const idPath = [create.idPath, id?.item, id?.request].find(
      (path) => path !== undefined && facts.shapes[output]?.[path.split(/[.[]/)[0] as string],
    );
    // What takes an id acts on what is there (SubmitX, ApplyX), unless it makes another one of it.
    const shape = facts.shapes[given] ?? {};
    const makesOne = !shape[identity.at(-1) ?? ''] || /^(Clone|Copy)/.test(action);
    // What is made in another region is not where the client is: the method gives the answer.
    const isHere = !Object.keys(shape).some((member) => /^Dest\w*Region/.test(member));
    if (idPath !== undefined && makesOne && isHere) {
      ways.push(createPlan(shape, { action, idPath }, identity));
    }
  }
  return ways;
}

function createPlan(
  input: ServiceFacts['shapes'][string],
  { action, idPath, idFromInput }: NonNullable<ResourceFacts['create']>,
  identity: readonly string[],
): CreatePlan {
  if (idPath !== undefined) {
    const listPath = /^(\w+)\[0\]$/.exec(idPath)?.[1];
    const countMember = ['Count', 'number'].find((member) => input[member]?.type === 'integer');
    const several =
      listPath !== undefined && countMember !== undefined ? { listPath, countMember } : undefined;
    return { action, idFrom: 'path', idPath, several, isList: false };
  }
  const known = identity.length > 0 && identity.every((member) => input[member]);
  const idFrom = idFromInput !== undefined || known ? 'input' : 'none';
  const isList = idFromInput !== undefined && input[idFromInput]?.type === 'list';
  return { action, idFrom, idPath: undefined, several: undefined, isList };
}

/** The actions that change a noun: one that takes its own id comes before those that change several by a list. */
export function planUpdates(
  facts: ServiceFacts,
  { update }: ResourceFacts,
  identity: readonly string[],
): readonly string[] {
  const known = (update ?? []).filter((action) => facts.actions[action]);
  const takesId = (action: string): boolean =>
    facts.shapes[facts.actions[action]?.input ?? '']?.[identity.at(-1) ?? ''] !== undefined;
  return [...known].sort((a, b) => Number(takesId(b)) - Number(takesId(a)));
}
