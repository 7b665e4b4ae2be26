import { readPath } from '../../catalog/paths.js';
import { inputShape, memberAt } from '../../catalog/shapes.js';
import type { MemberFacts } from '../../catalog/types.js';
import type { ResourceModel } from '../model/resource-model.js';
import type { ReadObject } from '../reading/read-object.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * What a request and its response say of a resource that was not read yet: the members of its data that they have with
 * the same name and type. Of both, the response is right.
 */
export function toldBy(
  model: ResourceModel,
  action: string,
  idPath: string | undefined,
  request: Json,
  response: Json,
): ReadObject {
  const { facts } = model;
  const output = facts.actions[action]?.output ?? '';
  const input = inputShape(facts, action);
  // The object that holds the new id shows the rest of the resource as well.
  const object = idPath?.includes('.')
    ? idPath.slice(0, idPath.lastIndexOf('.')).replace(/\[0\]$/, '')
    : undefined;
  const found = object === undefined ? undefined : readPath(response, object);
  const inner: unknown = Array.isArray(found) ? found[0] : found;
  const told: ReadObject = {};
  for (const { wire, member } of model.getters) {
    const values: readonly (readonly [MemberFacts | undefined, unknown])[] = [
      [inner === undefined ? undefined : memberAt(facts, output, `${object}.${wire}`), readPath(inner, wire)],
      [facts.shapes[output]?.[wire], response[wire]],
      [input[wire], request[wire]],
    ];
    const value = values.find(
      ([type, each]) => isSameType(type, member) && each !== undefined && each !== null,
    );
    if (value) told[wire] = value[1];
  }
  return told;
}

function isSameType(a: MemberFacts | undefined, b: MemberFacts): boolean {
  if (!a || a.type !== b.type || a.ref !== b.ref) return false;
  if (a.items || b.items) return isSameType(a.items, b.items ?? {});
  return !(a.values || b.values) || isSameType(a.values, b.values ?? {});
}
