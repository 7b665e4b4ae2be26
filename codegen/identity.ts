import { camelName } from '../src/catalog/names.js';
import { inputName, inputShape, memberAt } from '../src/catalog/shapes.js';
import type { ResourceModel } from '../src/resources/model/resource-model.js';
import { block, key, union } from './declarations.js';
import { doc } from './docs.js';
import { memberType } from './members.js';

/** The interface of the members that together identify a resource, and of what reading needs besides. */
export function emitIdentity(model: ResourceModel): string {
  const { resourceType, identity, needs, owners } = model;
  if (identity.length === 0) return '';
  const lines = identity.map((member) => `readonly ${key(member)}: ${idType(model, member)};`);
  for (const need of needs) {
    lines.push(
      doc('Reading or deleting it needs this too.'),
      `readonly ${key(need)}?: ${needType(model, need)};`,
    );
  }
  for (const owner of owners) {
    lines.push(
      doc('Whose it is, when it is not your own.'),
      `readonly ${key(owner)}?: ${needType(model, owner)};`,
    );
  }
  return block(`export interface ${resourceType}Identity`, lines);
}

/** The type of a part of an identity, from any request that has it; a string when none tells. */
export function idType({ facts, resource }: ResourceModel, member: string): string {
  const { get, delete: remove, create, list } = resource;
  for (const action of [get?.action, remove?.action, create?.action, list?.action]) {
    const found = inputShape(facts, action)[member];
    const type = found?.type === 'list' ? found.items?.type : found?.type;
    if (type === 'integer' || type === 'number') return '$.Integer';
    if (type !== undefined) return 'string';
  }
  const item = facts.shapes[list?.shape ?? '']?.[resource.id?.item ?? member];
  return item?.type === 'integer' ? '$.Integer' : 'string';
}

function needType({ facts, resource }: ResourceModel, member: string): string {
  for (const action of [resource.get?.action, resource.list?.action, resource.delete?.action]) {
    const found = memberAt(facts, inputName(facts, action), member);
    if (found) return memberType(found, 'in');
  }
  return 'string';
}

/** The id that a handle takes: the bare id when it is the whole identity, or when a parent fills in the rest. */
export function handleId(model: ResourceModel): string {
  const { resourceType, identity } = model;
  const own = idType(model, identity.at(-1) as string);
  if (identity.length === 1) return `${own} | ${resourceType}Identity`;
  return `${resourceType}Identity | ${scopedId(own, identity.slice(0, -1))}`;
}

/** The id that reading takes: with the members that reading needs. */
export function readId(model: ResourceModel): string {
  const { resourceType, identity, needs } = model;
  if (needs.length === 0) return handleId(model);
  const own = idType(model, identity.at(-1) as string);
  return `Required<${resourceType}Identity> | ${scopedId(own, [...identity.slice(0, -1), ...needs])}`;
}

function scopedId(own: string, filled: readonly string[]): string {
  return `([${union(filled.map(camelName))}] extends [Scoped] ? ${own} : never)`;
}
