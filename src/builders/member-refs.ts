import { singularName } from '../catalog/names.js';
import { memberAt } from '../catalog/shapes.js';
import type { ResourceFacts, ServiceFacts } from '../catalog/types.js';
import { memoize } from '../util/memo.js';

/** The resource types that request members refer to, by shape and member, and by the member's name alone. */
interface MemberRefs {
  readonly byShape: ReadonlyMap<string, string | undefined>;
  readonly byName: ReadonlyMap<string, string | undefined>;
}

/**
 * The resource type whose id a request member takes, such as `vpc.Vpc` for `VpcId`; undefined when the facts name none, or
 * several.
 */
export function refOf(facts: ServiceFacts, shape: string, wire: string): string | undefined {
  const member = facts.shapes[shape]?.[wire];
  const type = member?.type === 'list' ? member.items?.type : member?.type;
  if (type !== 'string') return undefined;
  const { byShape, byName } = refsOf(facts);
  return byShape.get(`${shape}.${wire}`) ?? byName.get(wire) ?? byName.get(singularName(wire) ?? '');
}

const refsOf = memoize((facts: ServiceFacts): MemberRefs => {
  const byShape = new Map<string, string | undefined>();
  const byName = new Map<string, string | undefined>();
  for (const resource of Object.values(facts.resources)) {
    for (const [path, target] of Object.entries(resource.createRefs ?? {})) {
      for (const place of placesOf(facts, resource, path)) addOnce(byShape, place, target);
    }
    const { createRefs = {}, refs = {}, parents = {} } = resource;
    for (const [path, target] of [...Object.entries(createRefs), ...Object.entries(refs)]) {
      const name = path.split('.').at(-1) as string;
      if (namesType(name, target, /^(.+?)(Id|ID|Ids|IDs|Name)$/)) addOnce(byName, name, target);
    }
    // A parent may have an id besides the name by which a child calls it.
    for (const [name, { resource: target }] of Object.entries(parents)) {
      if (namesType(name, target, /^(.+?)(Id|ID|Ids|IDs)$/)) addOnce(byName, name, target);
    }
  }
  return { byShape, byName };
});

/** Two types for one member: it refers to either, so nothing is known. */
function addOnce(refs: Map<string, string | undefined>, key: string, target: string): void {
  refs.set(key, refs.has(key) && refs.get(key) !== target ? undefined : target);
}

/** Whether a member's name says by itself which type it refers to: `SubnetId` of a `Subnet`. */
function namesType(member: string, target: string, form: RegExp): boolean {
  const stem = form.exec(member)?.[1]?.toLowerCase();
  const type = target.slice(target.indexOf('.') + 1).toLowerCase();
  return stem !== undefined && (type.endsWith(stem) || stem.endsWith(type));
}

/** The shapes and members that a path of a creating request leads to, in each action that creates. */
function placesOf(facts: ServiceFacts, { create }: ResourceFacts, path: string): readonly string[] {
  const steps = path.split('.');
  const wire = steps.pop() as string;
  const actions = [create?.action, ...(create?.alternatives ?? [])];
  return actions.flatMap((action) => {
    let shape: string | undefined = facts.actions[action ?? '']?.input;
    for (const step of steps) {
      const member = shape === undefined ? undefined : memberAt(facts, shape, step);
      shape = member?.ref ?? member?.items?.ref;
    }
    return shape !== undefined && facts.shapes[shape]?.[wire] ? [`${shape}.${wire}`] : [];
  });
}
