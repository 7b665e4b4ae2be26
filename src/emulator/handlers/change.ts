import type { Call, Engine } from '../engine.js';
import { setMember } from '../engine.js';
import type { NounPlan } from '../noun.js';
import type { Data } from '../store.js';
import { find } from './find.js';

/** Answers an action that changes resources: an update of members, a step of the status, a deletion. */
export function change(engine: Engine, call: Call): Data {
  const { action, input } = call;
  const noun = action.noun as NounPlan;
  const collection = engine.collection(call, noun);
  const entities = find(engine, call, noun, action.idMember ?? idMemberOf(call, noun));
  if (input['DryRun'] === true) return {};
  for (const entity of entities) {
    if (action.role === 'delete') {
      if (noun.status?.deleting !== undefined)
        setMember(collection, entity, noun.status.path, noun.status.deleting);
      if (noun.status?.deleting !== undefined) engine.later(collection, entity);
      else collection.remove(entity);
      continue;
    }
    const step = noun.status?.transition(action.name);
    if (step && noun.status) {
      const { path } = noun.status;
      const { through, to } = step;
      if (through !== undefined || to !== undefined) setMember(collection, entity, path, through ?? to);
      if (through !== undefined && to !== undefined) engine.later(collection, entity, path, to);
    } else {
      collection.update(entity, changesOf(call, noun));
    }
  }
  return {};
}

/** The member of this request that carries the noun's id: alone, or several. */
function idMemberOf({ service, action }: Call, noun: NounPlan): string | undefined {
  const input = service.facts.shapes[action.facts.input] ?? {};
  return [noun.idMember, noun.facts.id?.requestList].find((member) => member !== undefined && input[member]);
}

/** What a request sets: each member that the resource has too, and no id. */
function changesOf({ input }: Call, noun: NounPlan): Data {
  const changes: Data = {};
  for (const [member, value] of Object.entries(input)) {
    if (member === noun.idMember || noun.parentMembers.includes(member) || !noun.readMember(member)) continue;
    changes[member] = value;
  }
  return changes;
}
