import type { ResourceFacts, ShapeFacts } from '../../src/catalog/types.js';
import { namesOf } from './identity.js';
import type { TypeActions } from './roles.js';
import { inputOf, membersOf, plain, type ServiceModel } from './service-model.js';

const endings = ['status', 'state', 'phase'];

/** The member that holds a resource's state, and the values that are known of it. */
export function deriveStatus(
  service: ServiceModel,
  type: TypeActions,
  shape: ShapeFacts,
  source: 'list' | 'get',
): ResourceFacts['status'] {
  const member = statusMember(service, type.name, shape);
  if (member === undefined) return undefined;
  const facts = member.includes('.')
    ? membersOf(service, shape[member.slice(0, member.indexOf('.'))])[member.slice(member.indexOf('.') + 1)]
    : shape[member];
  const filter = filterOf(service, type, member);
  return {
    member,
    in: source,
    ...(filter?.path !== undefined && filter.values && { filter: filter.path }),
    ...(facts?.type !== 'string' && facts?.type !== undefined && { type: facts.type }),
    ...(facts?.enum ? { values: facts.enum } : filter?.values && { values: filter.values }),
  };
}

/** A member named as the type's own state, else the plain one, else the only one of the shape. */
function statusMember(service: ServiceModel, noun: string, shape: ShapeFacts): string | undefined {
  const names = [...namesOf(noun).last, ''].flatMap((name) => endings.map((ending) => plain(name) + ending));
  const byName = new Map(Object.keys(shape).map((name): [string, string] => [plain(name), name]));
  const own = ['status', ...names].map((name) => byName.get(name)).find((name) => name !== undefined);
  if (own !== undefined) {
    const facts = shape[own];
    if (facts?.ref === undefined && facts?.items === undefined) return own;
    const inner = Object.keys(membersOf(service, facts)).find((name) => endings.includes(plain(name)));
    return inner === undefined ? undefined : `${own}.${inner}`;
  }
  const others = Object.entries(shape).filter(
    ([name, { type }]) =>
      endings.some((ending) => plain(name).endsWith(ending)) && type !== undefined && type !== 'list',
  );
  return others.length === 1 ? others[0]?.[0] : undefined;
}

interface Filter {
  readonly path: string;
  readonly values: readonly (string | number)[] | undefined;
}

/** The member of the list's request that filters by state. */
function filterOf(
  service: ServiceModel,
  { list: [action] }: TypeActions,
  member: string,
): Filter | undefined {
  if (action === undefined) return undefined;
  const input = inputOf(service, action);
  const forms = [plain(member), `${plain(member)}es`, `${plain(member)}s`, `${plain(member)}list`];
  for (const form of forms) {
    for (const [name, facts] of Object.entries(input)) {
      if (plain(name) === form) return { path: name, values: facts.enum };
      const inner = Object.entries(membersOf(service, facts)).find(([nested]) => plain(nested) === form);
      if (inner && facts.ref !== undefined) return { path: `${name}.${inner[0]}`, values: inner[1].enum };
    }
  }
  return undefined;
}
