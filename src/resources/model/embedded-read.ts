import { pluralName, singularName } from '../../catalog/names.js';
import { inputShape } from '../../catalog/shapes.js';
import type { ResourceFacts, ServiceFacts } from '../../catalog/types.js';

/** How to read a resource type that the API returns only inside its parent. */
export interface EmbeddedRead {
  /** The parent's reading action. */
  readonly action: string;
  /** The shape of what is read. */
  readonly shape: string;
  /** By what it is found inside the response; unset: the whole response is about it. */
  readonly by: { readonly part: string; readonly member: string } | undefined;
}

/** How to read a resource type from its parent: by the first shape inside the parent's response that distinguishes it from its siblings. */
export function deriveEmbeddedRead(
  facts: ServiceFacts,
  { read, readFrom }: ResourceFacts,
  identity: readonly string[],
): EmbeddedRead | undefined {
  const action = readFrom?.action ?? '';
  const { output, pagination } = facts.actions[action] ?? {};
  if (read !== 'embedded' || output === undefined || identity.length === 0) return undefined;
  const asked = inputShape(facts, action);
  const telling = identity.filter((part) => !asked[part] && !asked[pluralName(part)]);
  for (const part of telling.reverse()) {
    const names = [part, singularName(part)].filter((name) => name !== undefined);
    const found = shapeWith(facts, output, names, new Set());
    if (found) return { action, shape: found.shape, by: { part, member: found.member } };
  }
  return pagination ? undefined : { action, shape: output, by: undefined };
}

function shapeWith(
  facts: ServiceFacts,
  start: string,
  names: readonly string[],
  seen: Set<string>,
): { readonly shape: string; readonly member: string } | undefined {
  if (seen.has(start)) return undefined;
  seen.add(start);
  const shape = facts.shapes[start] ?? {};
  const member = names.find((name) => shape[name]?.type === 'string' || shape[name]?.type === 'integer');
  if (member !== undefined) return { shape: start, member };
  for (const { ref, items } of Object.values(shape)) {
    const inner = ref ?? items?.ref;
    const found = inner === undefined ? undefined : shapeWith(facts, inner, names, seen);
    if (found) return found;
  }
  return undefined;
}
