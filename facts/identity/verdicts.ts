import type { ResourceFacts } from '../../src/catalog/types.js';
import { memberKind } from '../../src/catalog/member-kind.js';
import { ownMember } from './chain.js';
import type {
  ChainStep,
  CloudControlRecord,
  DocumentationRecord,
  ExampleRecord,
  TerraformRecord,
} from './evidence.js';

/** What one record of a second source says of a resource. */
export interface Verdict {
  readonly source: 'terraform' | 'cloud-control' | 'examples' | 'documentation';
  /** Name of the record, such as `volcengine_vpc`. */
  readonly record: string;
  readonly confirms: readonly ChainStep[];
  readonly contradicts: readonly string[];
}

/** A resource type with its service and name. */
export interface Subject {
  readonly service: string;
  readonly name: string;
  readonly resource: ResourceFacts;
}

const leafOf = (path: string): string =>
  (path.split('.').at(-1) as string).replace(/\[\d+\]$/, '').toLowerCase();
const includes = (list: readonly string[] | undefined, name: string | undefined): boolean =>
  name !== undefined && list !== undefined && list.includes(name);

function creators({ create }: ResourceFacts): readonly string[] {
  return create ? [create.action, ...(create.alternatives ?? [])] : [];
}

function readers({ get, list, readFrom }: ResourceFacts): readonly string[] {
  const actions = [get?.action, ...(get?.alternatives ?? []), list?.action, ...(list?.alternatives ?? [])];
  return [...actions, readFrom?.action].filter((action) => action !== undefined);
}

function removers({ delete: removal }: ResourceFacts): readonly string[] {
  return removal ? [removal.action, ...(removal.alternatives ?? [])] : [];
}

/** Whether two members are the same id: `Id` of a `Rule` and `RuleId`, `KeyPairIds` and `KeyPairId`. */
function sameId(one: string, other: string, name: string): boolean {
  const [a, b] = [memberKind(one), memberKind(other)];
  const noun = name.toLowerCase();
  const subjects = [a.subject, b.subject].map((subject) => (noun.endsWith(subject) ? '' : subject));
  return a.role === b.role && (subjects[0] === subjects[1] || a.subject === b.subject);
}

/** The members that carry the own id in the facts. */
function ownNames(resource: ResourceFacts): readonly string[] {
  const { id, create } = resource;
  const names = [ownMember(resource), id?.request, id?.item, create?.idPath, create?.idFromInput];
  return names.filter((name) => name !== undefined);
}

export function terraformVerdict({ name, resource }: Subject, record: TerraformRecord): Verdict | undefined {
  const { create, get, list, read } = resource;
  const made = record.create?.[0];
  const creates = includes(creators(resource), made) || includes(record.createAlternatives, create?.action);
  const reads = readers(resource).some((action) => includes(record.read, action));
  if (create ? !creates : record.create !== undefined || !reads) return undefined;
  const confirms = new Set<ChainStep>();
  const contradicts: string[] = [];
  if (create) confirms.add('create');
  if (record.idPath !== undefined && create?.idPath !== undefined) {
    if (leafOf(record.idPath) === leafOf(create.idPath) || sameId(record.idPath, create.idPath, name))
      confirms.add('id');
    else contradicts.push(`the id is ${record.idPath}, not ${create.idPath}`);
  }
  if (record.item !== undefined && ownNames(resource).some((own) => sameId(record.item as string, own, name)))
    confirms.add('id');
  const readBy = read === 'get' ? get?.id : list?.idFilter;
  if (reads) {
    confirms.add('read');
    const given = Object.entries(record.readMembers ?? {}).filter(([, part]) => part.startsWith('id'));
    if (readBy !== undefined && given.some(([member]) => member === readBy)) confirms.add('id');
    for (const [member] of given) {
      if (readBy !== undefined && member !== readBy && clashes(member, readBy)) {
        contradicts.push(`it is read by ${member}, not by ${readBy}`);
      }
    }
  }
  deletion(resource, record, confirms, contradicts);
  return { source: 'terraform', record: record.type, confirms: [...confirms], contradicts };
}

/** Whether one is a name and the other an id of the same thing. */
function clashes(one: string, other: string): boolean {
  const [a, b] = [memberKind(one), memberKind(other)];
  return a.subject === b.subject && a.role !== b.role;
}

function deletion(
  resource: ResourceFacts,
  record: TerraformRecord,
  confirms: Set<ChainStep>,
  contradicts: string[],
): void {
  const { delete: removal } = resource;
  if (!removal || record.delete === undefined) return;
  const same = record.delete.find(({ action }) => includes(removers(resource), action));
  if (!same) {
    contradicts.push(`it is deleted by ${record.delete.map(({ action }) => action).join(' and ')}`);
    return;
  }
  const { members = {}, others = {} } = same;
  if (removal.id === undefined) {
    confirms.add('delete');
  } else if (removal.id in members && removal.idFrom === undefined) {
    confirms.add('delete').add('id');
  } else if (removal.id in others) {
    const attribute = (others[removal.id] as string).replaceAll('_', '');
    const value = removal.idFrom ?? removal.id;
    const fits = attribute === '?' || memberKind(attribute).role === memberKind(value.toLowerCase()).role;
    if (fits) confirms.add('delete');
    else contradicts.push(`${removal.id} takes ${others[removal.id]}`);
  } else {
    // Parents are named; how the rest of the request is made is not recorded.
    const strange = Object.keys(members).filter((member) => !resource.id?.identity?.includes(member));
    if (strange.length > 0)
      contradicts.push(`${same.action} takes ${strange.join(' and ')}, not ${removal.id}`);
  }
}

export function cloudControlVerdict(
  { name, resource }: Subject,
  record: CloudControlRecord,
): Verdict | undefined {
  const { create } = resource;
  const made = (record.create ?? []).filter((action) => creators(resource).includes(action));
  const isMain = made.length > 0 && isOwn(record, name, made, resource);
  const reads = readers(resource).some(
    (action) => includes(record.read, action) || includes(record.list, action),
  );
  if (create ? !isMain : record.create !== undefined || !reads) return undefined;
  const confirms = new Set<ChainStep>();
  const contradicts: string[] = [];
  if (create) confirms.add('create');
  const own = ownNames(resource);
  const identity = [...own, ...(resource.id?.identity ?? [])];
  const last = record.identifier.at(-1) as string;
  if (own.length > 0) {
    if (record.identifier.some((each) => own.some((one) => sameId(each, one, name)))) confirms.add('id');
    else if (!identity.some((one) => sameId(last, one, name)))
      contradicts.push(`the identifier is ${record.identifier.join(', ')}`);
  } else if (record.identifier.every((each) => identity.some((one) => sameId(each, one, name))))
    confirms.add('id');
  if (reads) confirms.add('read');
  if (resource.delete && record.delete) {
    if (removers(resource).some((action) => includes(record.delete, action))) confirms.add('delete');
    else if (!record.delete.every((action) => /^(Describe|Get|List)/.test(action)))
      contradicts.push(`it is deleted by ${record.delete.join(' and ')}`);
  }
  return { source: 'cloud-control', record: record.type, confirms: [...confirms], contradicts };
}

/** Whether the schema is of this resource, not of one whose handlers call its actions too. */
function isOwn(
  record: CloudControlRecord,
  name: string,
  made: readonly string[],
  resource: ResourceFacts,
): boolean {
  const type = (record.type.split('::').at(-1) as string).toLowerCase();
  const noun = name.toLowerCase();
  if (type === noun || noun.endsWith(type) || type.endsWith(noun)) return true;
  return (
    record.create?.[0] === made[0] && removers(resource).some((action) => includes(record.delete, action))
  );
}

export function exampleVerdict(subject: Subject, records: readonly ExampleRecord[]): Verdict | undefined {
  const { resource } = subject;
  const { get, list, read, delete: removal, id } = resource;
  const find = (action: string | undefined) =>
    records.find((each) => each.service === subject.service && each.action === action)?.members;
  const confirms = new Set<ChainStep>();
  const contradicts: string[] = [];
  const forms = new Set<string>();
  const look = (step: ChainStep, action: string | undefined, member: string | undefined): void => {
    const form = member === undefined ? undefined : find(action)?.[member];
    if (form === undefined) return;
    confirms.add(step);
    if (step !== 'id' && form.endsWith('-')) forms.add(form);
  };
  if (read === 'get') look('read', get?.action, get?.id ?? id?.request);
  else look('read', list?.action, list?.idFilter);
  look('delete', removal?.action, removal?.id ?? ownMember(resource));
  for (const { action, by } of resource.methods ?? []) look('id', action, by);
  if (forms.size > 1) contradicts.push(`ids begin with ${[...forms].join(' and ')}`);
  else if (forms.size === 1 && confirms.size > 1) confirms.add('id');
  if (confirms.size === 0) return undefined;
  return {
    source: 'examples',
    record: 'example programs of the Python SDK',
    confirms: [...confirms],
    contradicts,
  };
}

export function documentationVerdicts(
  { service, name }: Subject,
  records: readonly DocumentationRecord[],
): readonly Verdict[] {
  return records
    .filter(({ resource }) => resource === `${service}.${name}`)
    .map(({ source, confirms }) => ({ source: 'documentation', record: source, confirms, contradicts: [] }));
}
