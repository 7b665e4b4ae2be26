import { memberKind } from '../../../catalog/member-kind.js';
import { readPath } from '../../../catalog/paths.js';
import { countMember } from '../../../catalog/shapes.js';
import { alreadyExists } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import { valuesAt, type ResourceType } from '../../model/resource-type.js';
import type { Entity } from '../../state/entity.js';
import { addEntity, newId } from '../add-entity.js';
import type { Call } from '../call.js';
import { putPath } from '../paths.js';
import { recordTask } from '../tasks.js';

const maxCount = 1000;

/** Creates the resource that a request describes, or several of them when the response can list their ids. */
export function handleCreate(call: Call): Data {
  const resourceType = call.action.resourceType as ResourceType;
  const hooks = call.hooks(resourceType);
  const drafts = Array.from({ length: countOf(call, resourceType) }, () => draftOf(call, resourceType));
  for (const data of drafts) hooks.beforeCreate?.(call, data);
  const chosenId = chosenIdOf(call, resourceType);
  if (chosenId !== undefined) refuseDuplicate(call, resourceType, String(chosenId));
  if (call.isDryRun) return call.result({});
  const hiddenForMs = call.engine.hiddenAfterCreateMs();
  const entities = drafts.map((data) =>
    addEntity(call, resourceType, data, chosenId ?? newId(call, resourceType), hiddenForMs),
  );
  for (const entity of entities) hooks.afterCreate?.(call, entity);
  const [task] = entities.map((entity) => recordTask(call, resourceType, entity));
  const output = outputOf(call, resourceType, entities);
  for (const path of resourceType.facts.create?.task ?? []) {
    putPath(output, path, task ?? call.cloud.ids.resource('task'));
  }
  return call.result(output);
}

/** The number of resources to create, for actions that can create several at once. */
function countOf(call: Call, resourceType: ResourceType): number {
  const member = countMember(call.service.facts, resourceType.facts.create);
  const count = member === undefined ? undefined : call.input[member];
  return typeof count === 'number' && count > 1 ? Math.min(count, maxCount) : 1;
}

/** Request members that the resource does not have: those that control the call, and passwords. */
const unstoredMember = /^(ClientToken|DryRun|Count|MinCount)$|password$/i;

function draftOf({ input, service }: Call, resourceType: ResourceType): Data {
  const data: Data = {};
  const count = countMember(service.facts, resourceType.facts.create);
  for (const [member, value] of Object.entries(input)) {
    if (member !== count && !unstoredMember.test(member)) data[member] = structuredClone(value);
  }
  for (const [member, value] of Object.entries(data)) {
    const shown = resourceType.readName(member, Array.isArray(value));
    if (shown !== undefined) data[shown] ??= value;
  }
  // Some requests group members that reads show at the top.
  for (const [member, value] of Object.entries(data)) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) continue;
    if (resourceType.readMember(member)) continue;
    for (const [inner, innerValue] of Object.entries(value)) {
      if (resourceType.readMember(inner)) data[inner] ??= innerValue;
    }
  }
  const { name } = resourceType.facts;
  if (name !== undefined && !name.includes('.')) data[name] ??= data['Name'];
  return data;
}

/** The id that the caller chose, for types whose ids the cloud does not create. */
function chosenIdOf(call: Call, resourceType: ResourceType): unknown {
  const { idFromInput } = resourceType.facts.create ?? {};
  const [id] = [...valuesAt(call.input, idFromInput), ...valuesAt(call.input, resourceType.idMember)];
  return typeof id === 'object' ? undefined : id;
}

function refuseDuplicate(call: Call, resourceType: ResourceType, id: string): void {
  const sameId = call.partition.collection(resourceType.key).withId(id);
  const hasSameParents = (entity: Entity): boolean =>
    resourceType.parentMembers.every(
      (member) => String(readPath(entity.data, member)) === String(readPath(call.input, member)),
    );
  if (sameId.some(hasSameParents)) throw alreadyExists(resourceType.name, id);
}

/** The known members of the response: the id at its path, and the new resource around it. */
function outputOf(call: Call, resourceType: ResourceType, entities: readonly Entity[]): Data {
  const [first] = entities;
  const { create } = resourceType.facts;
  if (!first) return {};
  const output: Data = { ...first.data };
  const idPath = call.action.isAlternative ? undefined : create?.idPath;
  if (idPath === undefined) showInObjects(call, resourceType, output, first);
  else {
    const dot = idPath.lastIndexOf('.');
    // The object that holds the id shows the rest of the resource as well.
    if (dot > 0) putPath(output, idPath.slice(0, dot), { ...first.data });
    if (idPath.endsWith('[0]')) {
      const ids = entities.map((entity) => valueShown(call, resourceType, idPath, entity));
      putPath(output, idPath.slice(0, -'[0]'.length), ids);
    } else putPath(output, idPath, valueShown(call, resourceType, idPath, first));
  }
  return output;
}

/** The id; where a response calls it a name and requests an id, or the other way round, what the member holds by its name. */
function valueShown(call: Call, resourceType: ResourceType, path: string, entity: Entity): unknown {
  if (resourceType.carriesOwnId(path)) return resourceType.idOf(entity);
  const member = (path.split('.').at(-1) as string).replace(/\[\d+\]$/, '');
  return readPath(entity.data, member) ?? call.cloud.ids.resource(memberKind(path).role);
}

/** Shows the resource in each output object that has its id member, or its id under the type's name. */
function showInObjects(
  { service, action }: Call,
  resourceType: ResourceType,
  output: Data,
  entity: Entity,
): void {
  const { shapes } = service.facts;
  const { idMember = '', itemId = '' } = resourceType;
  const idName = new RegExp(`^(${resourceType.name})?_?ids?$`, 'i');
  for (const [member, { ref }] of Object.entries(shapes[action.facts.output] ?? {})) {
    const object = ref === undefined ? undefined : shapes[ref];
    if (object?.[idMember] ?? object?.[itemId]) output[member] = { ...entity.data };
    else if (ref === undefined && idName.test(member)) output[member] ??= resourceType.idOf(entity);
  }
}
