import { readPath } from '../../catalog/paths.js';
import type { MemberFacts, ResourceFacts, ServiceFacts, ShapeFacts } from '../../catalog/types.js';
import { StatusPlan } from './states.js';
import type { Entity } from '../state/store.js';

/** A member that the cloud itself fills in when a resource is created or changed. */
interface Stamp {
  readonly member: string;
  readonly what: 'created' | 'updated' | 'account' | 'project' | 'region' | 'id' | 'name';
  readonly facts: MemberFacts;
}

/** One noun of a service, with what its facts mean worked out. */
export class NounPlan {
  /** Service module and noun: the name of its collection. */
  readonly key: string;
  /** The request's member that carries its own id. */
  readonly idMember: string | undefined;
  /** Members of a request that say in which parent it is. */
  readonly parentMembers: readonly string[];
  readonly status: StatusPlan | undefined;
  readonly stamps: readonly Stamp[];
  /** Where its id stands in an item that is read. */
  readonly itemId: string | undefined;
  /** What it looks like in a list, and read alone. */
  readonly itemShape: string | undefined;
  readonly getShape: string | undefined;
  /** No action creates it: the cloud has some of them from the beginning. */
  readonly isGiven: boolean;

  constructor(
    readonly service: ServiceFacts,
    readonly name: string,
    readonly facts: ResourceFacts,
  ) {
    const { id } = facts;
    this.key = `${service.name}.${name}`;
    this.idMember = id?.request ?? ownIdentity(facts);
    this.parentMembers = (id?.identity ?? []).filter((member) => member !== this.idMember);
    this.itemId = id?.item;
    this.isGiven = !facts.create;
    this.itemShape = facts.list?.shape;
    this.getShape =
      facts.get && shapeAtPath(service, service.actions[facts.get.action]?.output, facts.get.object);
    this.status =
      facts.status && this.#hasPlainStatus(facts.status.member) ? new StatusPlan(facts.status) : undefined;
    this.stamps = this.#stamps();
  }

  /** The facts of a member as it is read, in a list or alone. */
  readMember(member: string): MemberFacts | undefined {
    for (const shape of [this.itemShape, this.getShape]) {
      const facts = shape === undefined ? undefined : this.service.shapes[shape]?.[member];
      if (facts) return facts;
    }
    return undefined;
  }

  /** The id of one of them, of the type that it is read with. */
  idOf({ data, id }: Entity): unknown {
    const path = this.itemId ?? this.idMember;
    return (path === undefined ? undefined : readPath(data, path)) ?? id;
  }

  #hasPlainStatus(path: string | undefined): boolean {
    if (path === undefined) return false;
    const shapes = [this.itemShape, this.getShape].filter((shape) => shape !== undefined);
    return shapes.some((shape) =>
      /^(string|integer)$/.test(memberAtPath(this.service, shape, path)?.type ?? ''),
    );
  }

  /** The facts of its id, wherever requests and answers have it. */
  idFacts(): MemberFacts[] {
    const { create, get, list, update } = this.facts;
    const found: (MemberFacts | undefined)[] = [];
    const look = (action: string | undefined, side: 'input' | 'output', path: string | undefined): void => {
      const shape = action === undefined ? undefined : this.service.actions[action]?.[side];
      if (shape !== undefined && path !== undefined) found.push(memberAtPath(this.service, shape, path));
    };
    look(create?.action, 'output', create?.idPath);
    look(get?.action, 'input', get?.id);
    look(this.facts.delete?.action, 'input', this.facts.delete?.id);
    look(list?.action, 'input', list?.idFilter);
    look(update?.[0], 'input', this.idMember);
    if (this.itemId !== undefined) found.push(this.readMember(this.itemId));
    return found.flatMap((facts) => facts?.items ?? facts ?? []);
  }

  #stamps(): Stamp[] {
    const stamps = new Map<string, Stamp>();
    for (const shape of [this.itemShape, this.getShape]) {
      const members = shape === undefined ? undefined : this.service.shapes[shape];
      for (const [member, facts] of Object.entries(members ?? {})) {
        const what = this.#stampOf(member, facts);
        if (what) stamps.set(member, { member, what, facts });
      }
    }
    return [...stamps.values()];
  }

  #stampOf(member: string, facts: MemberFacts): Stamp['what'] | undefined {
    if (facts.type !== 'string' && facts.type !== 'integer') return undefined;
    if (member === this.itemId || member === this.idMember) return 'id';
    if (/^(create(d)?_?(at|time|date|timestamp|on)|creation_?(time|date))(stamp)?$/i.test(member))
      return 'created';
    if (/^((last)?_?(update(d)?|modif(y|ied)))_?(at|time|date|timestamp|on)$/i.test(member)) return 'updated';
    if (/^(account|owner)_?id$/i.test(member)) return 'account';
    if (member === 'ProjectName' || member === 'Project') return 'project';
    if (/^region(_?id)?$/i.test(member)) return 'region';
    const ownName = this.facts.name;
    if (ownName !== undefined && member !== ownName && /^name$/i.test(member)) return 'name';
    return undefined;
  }
}

/** The member that tells it from its siblings, where the facts name none as its id: its parent, if it has but one. */
function ownIdentity({ id, create }: ResourceFacts): string | undefined {
  const own = id?.identity?.filter((member) => !id.parents?.includes(member)).at(-1);
  const isElsewhere =
    id?.item !== undefined || create?.idPath !== undefined || create?.idFromInput !== undefined;
  return own ?? (isElsewhere ? undefined : id?.identity?.at(-1));
}

/** The name of the shape at a path inside an output: the output itself where no path is given. */
function shapeAtPath(
  service: ServiceFacts,
  output: string | undefined,
  path: string | undefined,
): string | undefined {
  if (output === undefined || path === undefined) return output;
  let shape: string | undefined = output;
  for (const step of path.split('.')) {
    const [member = '', ...indexes] = step.split('[');
    let facts: MemberFacts | undefined = shape === undefined ? undefined : service.shapes[shape]?.[member];
    for (let i = 0; i < indexes.length; i++) facts = facts?.items;
    shape = facts?.ref;
  }
  return shape;
}

/** The facts of the member at a path of a shape; lists on the way are stepped into. */
function memberAtPath(service: ServiceFacts, shapeName: string, path: string): MemberFacts | undefined {
  let shape: ShapeFacts | undefined = service.shapes[shapeName];
  let facts: MemberFacts | undefined;
  for (const step of path.split('.')) {
    const [member = '', ...indexes] = step.split('[');
    facts = shape?.[member];
    for (let i = 0; i < indexes.length; i++) facts = facts?.items;
    const ref: string | undefined = facts?.ref ?? facts?.items?.ref;
    shape = ref === undefined ? undefined : service.shapes[ref];
  }
  return facts;
}

/** The values of a member that may be one or several. */
export function valuesAt(input: Readonly<Record<string, unknown>>, path: string | undefined): unknown[] {
  if (path === undefined) return [];
  const value = readPath(input, path);
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
