import { readPath } from '../../../catalog/paths.js';
import { countMember } from '../../../catalog/shapes.js';
import type { Call } from '../call.js';
import { valuesAt, type NounPlan } from '../../model/resource-type.js';
import { putPath } from '../paths.js';
import { alreadyExists } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';
import { addEntity, newId } from './add.js';

/** Creates what a request describes: one, or as many as it says where its answer lists their ids. */
export function answerCreate(call: Call): Data {
  const noun = call.action.noun as NounPlan;
  const hooks = call.hooks(noun);
  const drafts = Array.from({ length: countOf(call, noun) }, () => draftOf(call, noun));
  for (const data of drafts) hooks.beforeCreate?.(call, data);
  const chosen = chosenId(call, noun);
  if (chosen !== undefined) refuseSecond(call, noun, String(chosen));
  if (call.isDryRun) return call.result({});
  const hiddenMs = call.engine.hiddenAfterCreateMs(call);
  const entities = drafts.map((data) => addEntity(call, noun, data, chosen ?? newId(call, noun), hiddenMs));
  for (const entity of entities) hooks.afterCreate?.(call, entity);
  return call.result(knownOf(call, noun, entities));
}

/** Of how many the request speaks, where several can be made at once. */
function countOf(call: Call, noun: NounPlan): number {
  const member = countMember(call.service.facts, noun.facts.create);
  const count = member === undefined ? undefined : call.input[member];
  return typeof count === 'number' && count > 1 ? Math.min(count, 1000) : 1;
}

// What steers a call is nothing that the resource has, and a password is nothing to keep.
const notKept = /^(ClientToken|DryRun|Count|MinCount)$|password$/i;

function draftOf({ input, service }: Call, noun: NounPlan): Data {
  const data: Data = {};
  const count = countMember(service.facts, noun.facts.create);
  for (const [member, value] of Object.entries(input)) {
    if (member !== count && !notKept.test(member)) data[member] = structuredClone(value);
  }
  // Where the request groups members that are read at the top, they are known there too.
  for (const [member, value] of Object.entries(data)) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || noun.readMember(member))
      continue;
    for (const [inner, one] of Object.entries(value)) {
      if (noun.readMember(inner)) data[inner] ??= one;
    }
  }
  const { name } = noun.facts;
  if (name !== undefined && !name.includes('.')) data[name] ??= data['Name'];
  return data;
}

/** The id that the caller chose, where it isn't the cloud that makes it. */
function chosenId(call: Call, noun: NounPlan): unknown {
  const { idFromInput } = noun.facts.create ?? {};
  const [chosen] = [...valuesAt(call.input, idFromInput), ...valuesAt(call.input, noun.idMember)];
  return typeof chosen === 'object' ? undefined : chosen;
}

function refuseSecond(call: Call, noun: NounPlan, id: string): void {
  const same = call.space.collection(noun.key).withId(id);
  const isSame = (entity: Entity): boolean =>
    noun.parentMembers.every(
      (member) => String(readPath(entity.data, member)) === String(readPath(call.input, member)),
    );
  if (same.some(isSame)) throw alreadyExists(noun.name, id);
}

function knownOf(call: Call, noun: NounPlan, entities: readonly Entity[]): Data {
  const [first] = entities;
  const { create } = noun.facts;
  if (!first) return {};
  const known: Data = { ...first.data };
  const idPath = call.action.isAlternative ? undefined : create?.idPath;
  if (idPath === undefined) showInside(call, noun, known, first);
  else {
    const dot = idPath.lastIndexOf('.');
    // The object that holds the id shows the rest of the resource as well.
    if (dot > 0) putPath(known, idPath.slice(0, dot), { ...first.data });
    if (idPath.endsWith('[0]'))
      putPath(
        known,
        idPath.slice(0, -3),
        entities.map((entity) => noun.idOf(entity)),
      );
    else putPath(known, idPath, noun.idOf(first));
  }
  for (const path of create?.task ?? []) putPath(known, path, call.world.ids.resource('task'));
  return known;
}

/** Shows the resource in whatever object of the answer has its id, or the id itself under the noun's name. */
function showInside({ service, action }: Call, noun: NounPlan, known: Data, entity: Entity): void {
  const { shapes } = service.facts;
  const ownName = new RegExp(`^(${noun.name})?_?ids?$`, 'i');
  for (const [member, { ref }] of Object.entries(shapes[action.facts.output] ?? {})) {
    const inside = ref === undefined ? undefined : shapes[ref];
    if (inside?.[noun.idMember ?? ''] ?? inside?.[noun.itemId ?? '']) known[member] = { ...entity.data };
    else if (ref === undefined && ownName.test(member)) known[member] ??= noun.idOf(entity);
  }
}
