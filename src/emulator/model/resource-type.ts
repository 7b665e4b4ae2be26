import { memberKind } from '../../catalog/member-kind.js';
import { isReadAction } from '../../catalog/action-kinds.js';
import { readPath } from '../../catalog/paths.js';
import type { MemberFacts, ResourceFacts, ServiceFacts, ShapeFacts } from '../../catalog/types.js';
import type { Data } from './data.js';
import { readName } from './read-names.js';
import { StatusModel } from './states.js';

/** A member that the cloud fills in when it creates or changes a resource. */
export interface Stamp {
  readonly member: string;
  readonly kind: 'created' | 'updated' | 'account' | 'project' | 'region' | 'id' | 'name';
  readonly facts: MemberFacts;
}

/** One resource type of a service: its facts, and what follows from them. */
export class ResourceType {
  /** Service module and type name: `ecs.Instance`. Names its collection in the store. */
  readonly key: string;
  /** The request member that carries the resource's own id. */
  readonly idMember: string | undefined;
  /** The request members that identify the parent resources. */
  readonly parentMembers: readonly string[];
  readonly status: StatusModel | undefined;
  readonly stamps: readonly Stamp[];
  /** The path of the id in a list item. */
  readonly itemId: string | undefined;
  /** The shape of a list item. */
  readonly itemShape: string | undefined;
  /** The shape of the object that the get action returns. */
  readonly getShape: string | undefined;
  /** No action creates resources of this type, so some exist from the start. */
  readonly isPredefined: boolean;
  #lists: Map<string, MemberFacts> | undefined;
  readonly #readNames = new Map<string, string | undefined>();

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
    this.isPredefined = !facts.create;
    this.itemShape = facts.list?.shape;
    this.getShape =
      facts.get && shapeAtPath(service, service.actions[facts.get.action]?.output, facts.get.object);
    this.status =
      facts.status && this.#hasScalarStatus(facts.status.member) ? new StatusModel(facts.status) : undefined;
    this.stamps = this.#stamps();
  }

  /** The facts of a member in a list item or in the object that the get action returns. */
  readMember(member: string): MemberFacts | undefined {
    for (const shape of this.#readShapes()) {
      const facts = this.service.shapes[shape]?.[member];
      if (facts) return facts;
    }
    return undefined;
  }

  /** The member in which reads show what a request member sets, where its name is another one. */
  readName(member: string, isList: boolean): string | undefined {
    const key = `${member} ${isList}`;
    if (!this.#readNames.has(key)) {
      const known = this.#readShapes().flatMap((shape) => Object.keys(this.service.shapes[shape] ?? {}));
      this.#readNames.set(key, readName(this, known, member, isList));
    }
    return this.#readNames.get(key);
  }

  /** The lists of a resource that any of its reads shows, by name. */
  readLists(): ReadonlyMap<string, MemberFacts> {
    if (!this.#lists) {
      const { get, methods = [] } = this.facts;
      const readers = [get?.action, ...(get?.alternatives ?? []), ...methods.map(({ action }) => action)];
      const outputs = readers
        .filter((action) => action !== undefined && isReadAction(this.service, action))
        .map((action) => this.service.actions[action as string]?.output ?? '');
      const shapes = [...this.#readShapes(), ...outputs];
      this.#lists = new Map();
      for (const shape of shapes) {
        for (const [member, facts] of Object.entries(this.service.shapes[shape] ?? {})) {
          if (facts.type === 'list' && !this.#lists.has(member)) this.#lists.set(member, facts);
        }
      }
    }
    return this.#lists;
  }

  /** The id of a resource as responses show it; some services show numbers. */
  idOf({ data, id }: { readonly data: Readonly<Data>; readonly id: string }): unknown {
    const path = this.itemId ?? this.idMember;
    return (path === undefined ? undefined : readPath(data, path)) ?? id;
  }

  /**
   * Whether a member can carry the resource's own id, by its name: `KeyPairNames` carries no ids of key pairs, and
   * `UserId` no names of users.
   */
  carriesOwnId(member: string): boolean {
    const { role: own } = memberKind(this.itemId ?? this.idMember ?? '');
    const { role } = memberKind(member);
    return own === role || own === 'other' || role === 'other';
  }

  /** The facts of the id wherever requests and responses carry it. */
  idFacts(): MemberFacts[] {
    const { create, get, list, update } = this.facts;
    const found: (MemberFacts | undefined)[] = [];
    const addMember = (
      action: string | undefined,
      side: 'input' | 'output',
      path: string | undefined,
    ): void => {
      const shape = action === undefined ? undefined : this.service.actions[action]?.[side];
      if (shape !== undefined && path !== undefined) found.push(memberAtPath(this.service, shape, path));
    };
    addMember(create?.action, 'output', create?.idPath);
    addMember(get?.action, 'input', get?.id);
    addMember(this.facts.delete?.action, 'input', this.facts.delete?.id);
    addMember(list?.action, 'input', list?.idFilter);
    addMember(update?.[0], 'input', this.idMember);
    if (this.itemId !== undefined) found.push(this.readMember(this.itemId));
    return found.flatMap((facts) => facts?.items ?? facts ?? []);
  }

  #readShapes(): readonly string[] {
    return [this.itemShape, this.getShape].filter((shape) => shape !== undefined);
  }

  #hasScalarStatus(path: string | undefined): boolean {
    if (path === undefined) return false;
    return this.#readShapes().some((shape) =>
      /^(string|integer)$/.test(memberAtPath(this.service, shape, path)?.type ?? ''),
    );
  }

  #stamps(): Stamp[] {
    const stamps = new Map<string, Stamp>();
    for (const shape of this.#readShapes()) {
      for (const [member, facts] of Object.entries(this.service.shapes[shape] ?? {})) {
        const kind = this.#stampKind(member, facts);
        if (kind) stamps.set(member, { member, kind, facts });
      }
    }
    return [...stamps.values()];
  }

  #stampKind(member: string, facts: MemberFacts): Stamp['kind'] | undefined {
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

/**
 * The request member that identifies the resource among its siblings, for facts that name no id member:
 * the last identity member that is no parent; a resource without any id shares its parent's.
 */
function ownIdentity({ id, create }: ResourceFacts): string | undefined {
  const own = id?.identity?.filter((member) => !id.parents?.includes(member)).at(-1);
  const hasOtherId =
    id?.item !== undefined || create?.idPath !== undefined || create?.idFromInput !== undefined;
  return own ?? (hasOtherId ? undefined : id?.identity?.at(-1));
}

/** The name of the shape at a path of an output; the output itself when no path is given. */
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

/** The facts of the member at a path of a shape; a path continues inside the items of a list. */
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

/** The values at a path of a request, whether it holds one value or a list; none for an empty string. */
export function valuesAt(input: Readonly<Data>, path: string | undefined): unknown[] {
  if (path === undefined) return [];
  const value = readPath(input, path);
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
