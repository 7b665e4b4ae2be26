import type { Call, Engine } from '../engine.js';
import { valuesAt, type NounPlan } from '../noun.js';
import { notFound } from '../refusal.js';
import type { Entity } from '../store.js';

/**
 * The resources that a request addresses, by the member that carries their ids and the parents that it names.
 * Refuses an id that is not there; a request without an id addresses none.
 */
export function find(
  engine: Engine,
  call: Call,
  noun: NounPlan,
  member: string | undefined,
): readonly Entity[] {
  const { input, service } = call;
  const collection = engine.collection(call, noun);
  return valuesAt(input, member).map((id) => {
    const found = collection
      .withId(String(id))
      .find((each) => noun.parentMembers.every((p) => input[p] === undefined || each.data[p] === input[p]));
    if (!found) throw notFound(service.facts.service, noun.name, String(id));
    return found;
  });
}
