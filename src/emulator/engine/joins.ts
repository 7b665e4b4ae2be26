import type { Data } from '../model/data.js';
import type { Entity } from '../state/entity.js';
import { addEntity } from './add-entity.js';
import type { Call } from './call.js';
import { removeEntity } from './lifecycle.js';

/** Adds or removes the resources that stand for what the action of the call attaches or detaches. */
export function applyJoin(call: Call): void {
  const join = call.service.joins.get(call.action.name);
  if (!join) return;
  const { resourceType, change, sides } = join;
  for (const values of combinations(call, sides)) {
    const same = withValues(call, resourceType.key, values);
    if (change === 'remove') for (const entity of same) removeEntity(call, resourceType, entity);
    else if (same.length === 0) {
      const data = { ...shownMembers(call, join), ...values };
      addEntity(call, resourceType, data, values[resourceType.itemId ?? resourceType.idMember ?? '']);
    }
  }
}

type Sides = readonly (readonly [requestMember: string, member: string])[];

/** One set of values for each pair of sides: a request may attach several instances at once. */
function combinations({ input }: Call, sides: Sides): readonly Data[] {
  return sides.reduce<readonly Data[]>(
    (found, [from, member]) => {
      const value = input[from];
      if (value === undefined) return found;
      const values = (Array.isArray(value) ? value : [value]) as readonly unknown[];
      return found.flatMap((known) => values.map((one) => ({ ...known, [member]: one })));
    },
    [{}],
  );
}

function withValues(call: Call, key: string, values: Data): readonly Entity[] {
  return call
    .collection(key)
    .all()
    .filter(({ data }) =>
      Object.entries(values).every(([member, value]) => String(data[member]) === String(value)),
    );
}

/** The further members of the request that the resource shows under the same names. */
function shownMembers(
  { input }: Call,
  { resourceType }: { readonly resourceType: { readMember(name: string): unknown } },
): Data {
  return Object.fromEntries(Object.entries(input).filter(([member]) => resourceType.readMember(member)));
}
