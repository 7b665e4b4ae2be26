import type { MemberFacts, PaginationFacts, ResourceFacts, ServiceFacts, ShapeFacts } from './types.js';

const noMembers: ShapeFacts = {};

/** The name of the shape that an action takes; empty when the service has no such action. */
export function inputName(facts: ServiceFacts, action: string | undefined): string {
  return facts.actions[action ?? '']?.input ?? '';
}

/** The members that an action takes; none when the service has no such action. */
export function inputShape(facts: ServiceFacts, action: string | undefined): ShapeFacts {
  return facts.shapes[inputName(facts, action)] ?? noMembers;
}

/** The facts of the member at a path of a shape, such as `Filter.Ids`; lists are entered. */
export function memberAt(facts: ServiceFacts, shape: string, path: string): MemberFacts | undefined {
  let at: string | undefined = shape;
  let member: MemberFacts | undefined;
  for (const step of path.replace(/\[\d+\]/g, '').split('.')) {
    member = facts.shapes[at ?? '']?.[step];
    at = member?.ref ?? member?.items?.ref;
  }
  return member;
}

/** The shape at a path of another shape; lists are entered. Undefined when the path leads to a plain value or nowhere. */
export function shapeAt(facts: ServiceFacts, shape: string, path: string): string | undefined {
  const member = memberAt(facts, shape, path);
  return member?.ref ?? member?.items?.ref;
}

/** The shapes that can be reached from some shapes, those included. */
export function reachableShapes(facts: ServiceFacts, from: Iterable<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending = [...from];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const shape = facts.shapes[name];
    if (!shape || reached.has(name)) continue;
    reached.add(name);
    for (const member of Object.values(shape)) pending.push(...shapesIn(member));
  }
  return reached;
}

function shapesIn(member: MemberFacts): readonly string[] {
  if (member.ref !== undefined) return [member.ref];
  return [member.items, member.values].flatMap((inner) => (inner ? shapesIn(inner) : []));
}

/** The shapes of a resource's data: what `get` returns, then what `list` returns. */
export function readShapes(facts: ServiceFacts, { get, list, read }: ResourceFacts): readonly string[] {
  const shapes: string[] = [];
  const output = get && read === 'get' ? facts.actions[get.action]?.output : undefined;
  if (get && output !== undefined) {
    const object = get.object === undefined ? output : shapeAt(facts, output, get.object);
    if (object !== undefined) shapes.push(object);
  }
  if (list?.shape !== undefined && !list.scalarItems && facts.shapes[list.shape]) shapes.push(list.shape);
  return [...new Set(shapes)];
}

/** The top-level members of a list request that paging sets: they filter nothing. */
export function pagingMembers(pagination: PaginationFacts | undefined): readonly string[] {
  const { token, page, offset } = pagination ?? {};
  const members = [token?.token, token?.size, page?.page, page?.size, offset?.offset, offset?.size];
  return [...new Set(members)].filter((member) => member !== undefined && !member.includes('.')) as string[];
}

/**
 * The member of a creating action that says how many resources one call creates. Undefined when the action creates one:
 * its response has to list ids (`idPath` of the facts: `InstanceIds[0]`), and its input to have an integer of that meaning.
 */
export function countMember(
  facts: ServiceFacts,
  create: { readonly action: string; readonly idPath?: string } | undefined,
): string | undefined {
  if (!create || !/^\w+\[0\]$/.test(create.idPath ?? '')) return undefined;
  const input = inputShape(facts, create.action);
  return ['Count', 'Number', 'number'].find((member) => input[member]?.type === 'integer');
}
