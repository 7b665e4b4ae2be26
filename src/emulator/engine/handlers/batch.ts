import type { Call } from '../call.js';
import type { NounPlan } from '../../model/resource-type.js';
import { notFound, Refusal } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';
import type { Found } from './find.js';

/** What is done with each of the resources of one request: checked first, so that a dry run can stop there. */
interface Step {
  readonly check: (entity: Entity) => void;
  readonly act: (entity: Entity) => void;
}

/**
 * Does the same with every resource of a request. Where the answer has a place for each one's outcome
 * (`OperationDetails`), what fails is told there and the others are done; elsewhere the first failure ends it all.
 */
export function batchResult(call: Call, noun: NounPlan, found: Found, { check, act }: Step): Data {
  const details = detailsMember(call);
  if (details === undefined) {
    if (found.missing[0] !== undefined)
      throw notFound(call.service.facts.service, noun.name, found.missing[0]);
    for (const entity of found.entities) check(entity);
    if (!call.isDryRun) for (const entity of found.entities) act(entity);
    return call.result(found.entities[0]?.data ?? {});
  }
  const outcomes: Data[] = found.entities.map((entity) =>
    outcome(noun, entity.id, () => {
      check(entity);
      if (!call.isDryRun) act(entity);
    }),
  );
  for (const id of found.missing) {
    outcomes.push(
      outcome(noun, id, () => {
        throw notFound(call.service.facts.service, noun.name, id);
      }),
    );
  }
  return call.result({ [details]: outcomes });
}

function outcome(noun: NounPlan, id: string, act: () => void): Data {
  const idMember = noun.idMember ?? noun.itemId ?? 'Id';
  try {
    act();
    return { [idMember]: id };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { [idMember]: id, Error: { Code: error.code, Message: error.message } };
  }
}

/** The member of the output that lists what became of each resource, with its error. */
function detailsMember({ service, action }: Call): string | undefined {
  const { shapes } = service.facts;
  for (const [member, facts] of Object.entries(shapes[action.facts.output] ?? {})) {
    const ref = facts.items?.ref;
    if (ref !== undefined && shapes[ref]?.['Error']) return member;
  }
  return undefined;
}
