import type { ResourceFacts, ShapeFacts } from '../../src/catalog/types.js';
import { deriveId, findIdPath, namesOf } from './identity.js';
import { deriveList, finishList, requiredOf } from './lists.js';
import { deriveTags, nameOf } from './names-and-tags.js';
import { groupByType, type TypeActions } from './roles.js';
import { inputOf, membersOf, outputOf, plain, type ServiceModel } from './service-model.js';
import { deriveStatus } from './status.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type ResourceDraft = Writable<ResourceFacts>;

/** The resource types that a service's actions and shapes show by themselves; relations come later. */
export function deriveResources(service: ServiceModel): Record<string, ResourceDraft> {
  const drafts: Record<string, ResourceDraft> = {};
  const types = [...groupByType(service).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const type of types) drafts[type.name] = deriveResource(service, type, foreignIds(type, types));
  return drafts;
}

/** Ids of other types that can be created or deleted: none of them is the type's own. */
function foreignIds({ name }: TypeActions, types: readonly TypeActions[]): Set<string> {
  const others = types.filter((type) => type.name !== name && type.create.length + type.delete.length > 0);
  return new Set(others.map((type) => `${plain(type.name)}id`).filter((id) => id !== `${plain(name)}id`));
}

function deriveResource(
  service: ServiceModel,
  type: TypeActions,
  foreign: ReadonlySet<string>,
): ResourceDraft {
  const base = deriveList(service, type);
  const found = deriveGet(service, type);
  const itemShape = base?.shape === undefined ? undefined : service.shapes[base.shape];
  const object = found && objectOf(service, found.action, found.object);
  const readShape = itemShape ?? object;
  const id = deriveId(service, type, readShape, foreign);
  const list = base && finishList(service, base, id);
  const get = found && finishGet(service, found, id);
  const create = deriveCreate(service, type, id);
  const remove = deriveDelete(service, type, id);
  const read = get ? 'get' : list ? (list.idFilter === undefined ? 'listScan' : 'listFilter') : undefined;
  const name = readShape && nameOf(type.name, readShape);
  const status = readShape && deriveStatus(service, type, readShape, itemShape ? 'list' : 'get');
  const tags = deriveTags(service, type, itemShape);
  return {
    kind: kindOf(create !== undefined, read !== undefined, remove !== undefined),
    ...(Object.keys(id).length > 0 && { id }),
    ...(create && { create }),
    ...(get && { get }),
    ...(list && { list }),
    ...(read && { read }),
    ...(type.update.length > 0 && { update: type.update }),
    ...(remove && { delete: remove }),
    ...(status && { status }),
    ...(name !== undefined && { name }),
    ...(tags && { tags }),
    confidence: 'medium',
  };
}

function kindOf(creates: boolean, reads: boolean, removes: boolean): ResourceFacts['kind'] {
  if (creates && reads) return removes ? 'full' : 'createRead';
  if (creates) return 'createDelete';
  return removes ? 'readDelete' : 'readonly';
}

function deriveGet(
  service: ServiceModel,
  { name, get: [action, ...others] }: TypeActions,
): ResourceFacts['get'] {
  if (action === undefined) return undefined;
  const object = objectPath(service, action, name);
  return {
    action,
    ...(object !== undefined && { object }),
    ...(others.length > 0 && { alternatives: others }),
  };
}

function finishGet(
  service: ServiceModel,
  { action, object, alternatives }: NonNullable<ResourceFacts['get']>,
  { request }: NonNullable<ResourceFacts['id']>,
): NonNullable<ResourceFacts['get']> {
  const required = requiredOf(service, action);
  return {
    action,
    ...(object !== undefined && { object }),
    ...(request !== undefined && inputOf(service, action)[request] && { id: request }),
    ...(alternatives && { alternatives }),
    ...(required.length > 0 && { required }),
  };
}

/** The path of the object in a getter's result: its only member besides the request's id, or one named as the type. */
function objectPath(service: ServiceModel, action: string, noun: string): string | undefined {
  const members = Object.entries(outputOf(service, action)).filter(([name]) => name !== 'RequestId');
  const refs = members.filter(([, { ref }]) => ref !== undefined);
  if (members.length === 1) {
    const [name, member] = members[0] ?? ['', {}];
    if (member.ref !== undefined) return name;
    if (member.items?.ref !== undefined) return `${name}[0]`;
  }
  const named = refs.find(([name]) => namesOf(noun).last.map(plain).includes(plain(name)));
  return named?.[0];
}

function objectOf(service: ServiceModel, action: string, path: string | undefined): ShapeFacts {
  const output = outputOf(service, action);
  return path === undefined ? output : membersOf(service, output[path.replace('[0]', '')]);
}

function deriveCreate(
  service: ServiceModel,
  { name, create: [action, ...others] }: TypeActions,
  id: NonNullable<ResourceFacts['id']>,
): ResourceFacts['create'] {
  if (action === undefined) return undefined;
  const input = inputOf(service, action);
  const idPath = findIdPath(service, action, name, id.request);
  const own = id.request ?? id.item;
  const fromInput = idPath === undefined && own !== undefined && input[own] ? own : undefined;
  return {
    action,
    ...(fromInput !== undefined && { idFromInput: fromInput }),
    ...(idPath !== undefined && { idPath }),
    ...(others.length > 0 && { alternatives: others }),
    ...(input['ClientToken'] && { clientToken: 'ClientToken' }),
    ...(input['DryRun'] && { dryRun: 'DryRun' }),
    ...(input['ProjectName'] && { project: 'ProjectName' }),
    ...taskOf(outputOf(service, action), idPath),
  };
}

function taskOf(output: ShapeFacts, idPath: string | undefined): { task?: string[] } {
  const task = Object.keys(output).filter(
    (name) => /(?:Task|Order|Job|Workflow)(?:Id|ID|No|Number)$/.test(name) && name !== idPath,
  );
  return task.length > 0 ? { task } : {};
}

function deriveDelete(
  service: ServiceModel,
  { delete: [action, ...others] }: TypeActions,
  { request, requestList }: NonNullable<ResourceFacts['id']>,
): ResourceFacts['delete'] {
  if (action === undefined) return undefined;
  const input = inputOf(service, action);
  const single = request !== undefined && input[request] ? request : undefined;
  const several =
    single === undefined && requestList !== undefined && input[requestList] ? requestList : undefined;
  const required = requiredOf(service, action);
  const id = single ?? several;
  const optional = Object.keys(input).filter((member) => member !== id && input[member]?.required !== true);
  return {
    action,
    ...(id !== undefined && { id }),
    ...(several !== undefined && { idIsList: true }),
    ...(required.length > 0 && { required }),
    ...(optional.length > 0 && { optional }),
    ...(others.length > 0 && { alternatives: others }),
  };
}
