import { camelName } from '../src/catalog/names.js';
import { inputMember } from '../src/resources/coerce-id.js';
import type { ResourcePlan } from '../src/resources/model/resource-model.js';
import { block, key, memberType, union } from './members.js';

/** The interface of the members that together address one, and of what reading needs besides. */
export function emitIdentity(plan: ResourcePlan): string {
  const { noun, identity, needs } = plan;
  if (identity.length === 0) return '';
  const lines = identity.map((member) => `readonly ${key(member)}: ${idType(plan, member)};`);
  for (const need of needs) {
    lines.push(
      '/** Reading or deleting one needs it too. */',
      `readonly ${key(need)}?: ${needType(plan, need)};`,
    );
  }
  return block(`export interface ${noun}Identity`, lines);
}

/** The type of a part of an identity, from any request that has it; a string where none tells. */
export function idType({ facts, resource }: ResourcePlan, member: string): string {
  const { get, delete: remove, create, list } = resource;
  for (const action of [get?.action, remove?.action, create?.action, list?.action]) {
    const found = facts.shapes[facts.actions[action ?? '']?.input ?? '']?.[member];
    const type = found?.type === 'list' ? found.items?.type : found?.type;
    if (type === 'integer' || type === 'number') return '$.Integer';
    if (type !== undefined) return 'string';
  }
  const item = facts.shapes[list?.shape ?? '']?.[resource.id?.item ?? member];
  return item?.type === 'integer' ? '$.Integer' : 'string';
}

function needType({ facts, resource }: ResourcePlan, member: string): string {
  for (const action of [resource.get?.action, resource.list?.action, resource.delete?.action]) {
    const found = inputMember(facts, action ?? '', member);
    if (found) return memberType(found, 'in');
  }
  return 'string';
}

/** What one is told by where no call is made: the bare id where it alone addresses one, or where a parent fills in the rest. */
export function handleId(plan: ResourcePlan): string {
  const { noun, identity } = plan;
  const own = idType(plan, identity.at(-1) as string);
  if (identity.length === 1) return `${own} | ${noun}Identity`;
  return `${noun}Identity | ${scopedId(own, identity.slice(0, -1))}`;
}

/** What one is told by where it is read: also what its reading needs. */
export function readId(plan: ResourcePlan): string {
  const { noun, identity, needs } = plan;
  if (needs.length === 0) return handleId(plan);
  const own = idType(plan, identity.at(-1) as string);
  return `Required<${noun}Identity> | ${scopedId(own, [...identity.slice(0, -1), ...needs])}`;
}

function scopedId(own: string, filled: readonly string[]): string {
  return `([${union(filled.map(camelName))}] extends [Scoped] ? ${own} : never)`;
}
