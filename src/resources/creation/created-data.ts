import { readPath } from '../../catalog/paths.js';
import { inputShape, memberAt } from '../../catalog/shapes.js';
import type { MemberFacts } from '../../catalog/types.js';
import type { ResourceModel } from '../model/resource-model.js';
import type { ReadObject } from '../reading/read-object.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * The data of a new resource, before its first read: the members of its data that request or response have with
 * the same name and type. If both have one, the response is right.
 */
export function createdDataOf(
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
  const createdData: ReadObject = {};
  for (const { wire, member } of model.getters) {
    const values: readonly (readonly [MemberFacts | undefined, unknown])[] = [
      [inner === undefined ? undefined : memberAt(facts, output, `${object}.${wire}`), readPath(inner, wire)],
      [facts.shapes[output]?.[wire], response[wire]],
      [input[wire], request[wire]],
    ];
    const value = values.find(
      ([type, each]) => isSameType(type, member) && each !== undefined && each !== null,
    );
    if (value) createdData[wire] = value[1];
  }
  return createdData;
}

function isSameType(a: MemberFacts | undefined, b: MemberFacts): boolean {
  if (!a || a.type !== b.type || a.ref !== b.ref) return false;
  if (a.items || b.items) return isSameType(a.items, b.items ?? {});
  return !(a.values || b.values) || isSameType(a.values, b.values ?? {});
}
