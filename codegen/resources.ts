import { camelName } from '../src/catalog/names.js';
import type { ServiceFacts } from '../src/catalog/types.js';
import { settersOf } from '../src/builders/setters.js';
import { resourcePlan, type ResourcePlan } from '../src/resources/plan.js';
import { listMembers, pagingMembers } from '../src/resources/list-members.js';
import { readShapes } from '../src/resources/read-shapes.js';
import { knownStates } from '../src/resources/status.js';
import { canTag } from '../src/resources/tags.js';
import { block, builderName, requiredNames, setterLines } from './builders.js';
import { key, memberType, union } from './members.js';

/** Everything one noun has in a service's `.d.ts`: data, identity, resource, list and collection. */
export function emitResource(facts: ServiceFacts, noun: string): string {
  const plan = resourcePlan(facts, noun) as ResourcePlan;
  return [emitData(plan), emitIdentity(plan), emitClass(plan), emitList(plan), emitCollection(plan)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function emitData({ facts, noun, resource }: ResourcePlan): string {
  const [first, second] = readShapes(facts, resource);
  if (first === undefined) return `export interface ${noun}Data { [member: string]: unknown }`;
  const bases = second === undefined ? first : `${first}, Omit<${second}, keyof ${first}>`;
  return `/** What is read of ${article(noun)}. */\nexport interface ${noun}Data extends ${bases} {}`;
}

function emitIdentity({ facts, noun, identity, resource }: ResourcePlan): string {
  if (identity.length === 0) return '';
  const lines = identity.map((member) => `readonly ${key(member)}: ${idType(facts, resource, member)};`);
  return block(`export interface ${noun}Identity`, lines);
}

/** The type of a part of an identity, from any request that has it; a string where none tells. */
function idType(facts: ServiceFacts, resource: ResourcePlan['resource'], member: string): string {
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

function emitClass(plan: ResourcePlan): string {
  const { facts, noun, resource, identity } = plan;
  const own = identity.at(-1);
  const lines: string[] = [];
  if (own !== undefined) {
    lines.push('/** Its own id. */', `readonly id: ${idType(facts, resource, own)};`);
    lines.push(
      '/** The members that together address it, in wire names. */',
      `readonly identity: ${noun}Identity;`,
    );
    const reads = resource.read !== undefined && resource.read !== 'embedded';
    if (reads)
      lines.push('/** Reads it, and gives itself. */', 'reload(options?: $.CallOptions): Promise<this>;');
    lines.push(...changeLines(plan));
    if (reads) lines.push(...waitLines(plan));
    lines.push(
      "/** Any action of the service as a builder, with this resource's id filled in. */",
      `action<N extends keyof ${actionsName(facts)}>(action: N): ${actionsName(facts)}<${union([...new Set(filledNames(plan))])}>[N];`,
    );
    for (const { name, action, by } of plan.methods) {
      lines.push(`/** \`${action}\` */`);
      lines.push(
        `${name}(${performParams(facts, action, [...identity, by.split('.')[0] as string])}): ${resultOf(facts, action)};`,
      );
    }
  }
  if (resource.name !== undefined) lines.push(`/** \`${resource.name}\` */`, 'readonly name: string;');
  for (const { name, service, noun: other, kind, member } of plan.relations) {
    lines.push(
      `/** ${relationDoc(kind, member)} */`,
      `${name}(): ${relationType(facts, service, other, kind, member)};`,
    );
  }
  for (const { name, wire, member, shape } of plan.getters) {
    const type = member.ref === undefined ? memberType(member, 'out') : `NonNullable<${shape}["${wire}"]>`;
    lines.push(`readonly ${name}: ${type};`);
  }
  const doc = `/** ${article(noun, true)} of ${facts.name}${resource.confidence === 'low' ? '; its facts are a guess' : ''}. */`;
  return [
    `${doc}\n${block(`export interface ${noun} extends $.ResourceBase<"${facts.name}.${noun}", ${noun}Data>`, lines)}`,
    `/** For \`instanceof\`: resources come from their collection. */\nexport declare const ${noun}: $.ResourceClass<${noun}>;`,
  ].join('\n');
}

function changeLines(plan: ResourcePlan): string[] {
  const { facts, noun, resource, update } = plan;
  const lines: string[] = [];
  if (update !== undefined && facts.actions[update]) {
    const missing = requiredNames(facts, facts.actions[update].input).filter(
      (name) => !filledNames(plan).includes(name),
    );
    lines.push(
      `/** A builder of its update by \`${update}\`; \`run()\` gives this resource, whose data stays as read until \`reload()\`. */`,
      `update(): ${builderType(facts, update, missing, noun)};`,
    );
  }
  if (resource.delete) {
    lines.push(
      '/** Deletes it. Being gone already is success. */',
      'delete(options?: $.DeleteOptions): Promise<void>;',
    );
  }
  if (canTag(plan)) {
    lines.push(
      '/** Sets tags; others stay. */',
      'tag(tags: $.Tags, options?: $.CallOptions): Promise<void>;',
    );
    lines.push(
      '/** Takes tags away, by their keys. */',
      'untag(keys: readonly string[], options?: $.CallOptions): Promise<void>;',
    );
  }
  if (resource.tags?.inItem !== undefined) lines.push('/** Its tags, as read. */', 'readonly tags: $.Tags;');
  return lines;
}

function waitLines(plan: ResourcePlan): string[] {
  const { noun, resource } = plan;
  const lines: string[] = [];
  if (resource.status?.member !== undefined) {
    const state = `${noun}State`;
    lines.push(`/** \`${resource.status.member}\` */`, `readonly status: ${state};`);
    lines.push('/** Waits until its status is one of these; its data is then what was read last. */');
    lines.push(`waitUntil(wanted: ${state} | readonly ${state}[], options?: $.WaitOptions): Promise<this>;`);
  }
  lines.push(
    '/** Waits until it is not found any more. */',
    'waitUntilGone(options?: $.WaitOptions): Promise<void>;',
  );
  return lines;
}

function emitList({ facts, noun, resource }: ResourcePlan): string {
  const action = facts.actions[resource.list?.action ?? ''];
  if (!action) return stateType(noun, facts);
  const paging = new Set(pagingMembers(action.pagination));
  const without = new Set([...listMembers]);
  for (const { name, wire } of settersOf(facts, action.input)) if (paging.has(wire)) without.add(name);
  const lines = setterLines(facts, action.input, () => 'this', without);
  return `${stateType(noun, facts)}\n\n/** A lazy list of ${noun}s; setters filter it. */\n${block(
    `export interface ${noun}List extends $.ListBase<${noun}, ${action.input}>`,
    lines,
  )}`;
}

function stateType(noun: string, facts: ServiceFacts): string {
  const plan = resourcePlan(facts, noun) as ResourcePlan;
  if (plan.resource.status?.member === undefined || plan.identity.length === 0) return '';
  const states = knownStates(plan);
  const type = states.length > 0 ? `${union(states)} | (string & {})` : 'string';
  return `/** The states of ${article(noun)} that are known; a service may have newer ones. */\nexport type ${noun}State = ${type};`;
}

function emitCollection(plan: ResourcePlan): string {
  const { facts, noun, resource, create, identity } = plan;
  const lines: string[] = [];
  if (create) {
    const outcome = create.idFrom === 'none' ? `$.Result<${facts.actions[create.action]?.output}>` : noun;
    const missing = requiredNames(facts, facts.actions[create.action]?.input ?? '');
    const rest = missing.length > 0 ? `Exclude<${union(missing)}, Scoped>, ` : '';
    lines.push(`/** Creates by \`${create.action}\`. */`);
    lines.push(`create(): ${builderName(facts.actions[create.action]?.input ?? '')}<${rest}${outcome}>;`);
    lines.push('/** Creates one for each request, a few at a time; tells of each whether it succeeded. */');
    lines.push(
      `createMany(requests: readonly (${facts.actions[create.action]?.input} | $.Creating<${outcome}>)[], options?: $.CreateManyOptions): Promise<$.CreateManyResult<${outcome}>>;`,
    );
  }
  if (identity.length > 0) {
    const own = idType(facts, resource, identity.at(-1) as string);
    const id =
      identity.length === 1
        ? `${own} | ${noun}Identity`
        : `${noun}Identity | ([${union(parentNames(plan))}] extends [Scoped] ? ${own} : never)`;
    lines.push('/** The resource with this id, without a call. */', `handle(id: ${id}): ${noun};`);
    if (resource.read !== undefined && resource.read !== 'embedded') {
      lines.push(
        '/** Reads one; rejects with a NotFoundError when there is none. */',
        `get(id: ${id}, options?: $.CallOptions): Promise<${noun}>;`,
      );
      lines.push(
        '/** Whether there is one with this id. */',
        `exists(id: ${id}, options?: $.CallOptions): Promise<boolean>;`,
      );
    }
  }
  const list = facts.actions[resource.list?.action ?? ''];
  if (list) {
    const needed = requiredWires(facts, list.input);
    const param =
      needed.length > 0 ? `...required: $.Needed<Omit<Pick<${list.input}, ${union(needed)}>, Wire>>` : '';
    lines.push(`/** A lazy list by \`${resource.list?.action}\`. */`, `list(${param}): ${noun}List;`);
    lines.push(
      '/** The lazy list that a filter in wire names leaves. */',
      `find(filter: ${needed.length > 0 ? `Partial<${list.input}>` : list.input}): ${noun}List;`,
    );
  }
  for (const { name, action, by } of plan.collectionMethods) {
    const ids =
      by === undefined
        ? ''
        : `ids: readonly ${identity.length > 0 ? idType(facts, resource, identity.at(-1) as string) : 'string'}[], `;
    lines.push(`/** \`${action}\`${by === undefined ? '' : ' of many'} */`);
    lines.push(
      `${name}(${ids}${performParams(facts, action, by === undefined ? [] : [by.split('.')[0] as string])}): ${resultOf(facts, action)};`,
    );
  }
  return `/** ${noun}s of a client, or of a parent that fills in the setters \`Scoped\` and the members \`Wire\`. */\n${block(
    `export interface ${noun}Collection<Scoped extends string = never, Wire extends string = never>`,
    lines,
  )}`;
}

function parentNames({ identity }: ResourcePlan): readonly string[] {
  return identity.slice(0, -1).map(camelName);
}

function requiredWires(facts: ServiceFacts, shape: string): readonly string[] {
  return Object.entries(facts.shapes[shape] ?? {})
    .filter(([, member]) => member.required)
    .map(([wire]) => wire);
}

/** The setters that a resource's identity fills in. */
function filledNames({ identity, resource }: ResourcePlan): readonly string[] {
  const by = (resource.methods ?? []).map((method) => method.by).filter((path) => !path.includes('.'));
  return [...identity, ...by].map(camelName);
}

function builderType(
  facts: ServiceFacts,
  action: string,
  missing: readonly string[],
  outcome: string,
): string {
  const input = facts.actions[action]?.input ?? '';
  const needs = requiredNames(facts, input).length > 0;
  return `${builderName(input)}<${needs ? `${union(missing)}, ` : ''}${outcome}>`;
}

function performParams(facts: ServiceFacts, action: string, filled: readonly string[]): string {
  const input = facts.actions[action]?.input ?? '';
  const shape = facts.shapes[input] ?? {};
  const left = Object.keys(shape).filter((wire) => !filled.includes(wire));
  const optional = left.every((wire) => !shape[wire]?.required);
  const present = filled.filter((wire) => shape[wire]);
  const type = present.length > 0 ? `Omit<${input}, ${union([...new Set(present)])}>` : input;
  return `request${optional ? '?' : ''}: ${type}, options?: $.CallOptions`;
}

function resultOf(facts: ServiceFacts, action: string): string {
  return `Promise<$.Result<${facts.actions[action]?.output}>>`;
}

function relationDoc(kind: string, member: string): string {
  if (kind === 'children') return `Those whose \`${member}\` is this resource.`;
  return kind === 'several'
    ? `Handles by \`${member}\`; reads nothing.`
    : `The handle by \`${member}\`; reads nothing.`;
}

function relationType(
  facts: ServiceFacts,
  service: string,
  noun: string,
  kind: string,
  member: string,
): string {
  const related = service === facts.name ? noun : `$.Related<"${service}.${noun}">`;
  if (kind === 'children') return `${noun}Collection<"${camelName(member)}", "${member}">`;
  return kind === 'several' ? `readonly ${related}[]` : related;
}

/** The name of the interface that maps a service's actions to their builders. */
export function actionsName({ name }: ServiceFacts): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Actions`;
}

/** A TSDoc link to an action's page in the API explorer. */
export function explorerLink({ service, version }: ServiceFacts, action: string): string {
  const query = `action=${action}&serviceCode=${service}&version=${version}`;
  return `{@link https://api.volcengine.com/api-explorer/?${query} | API}`;
}

function article(noun: string, capital = false): string {
  const a = /^[AEIOU]/i.test(noun) ? 'an' : 'a';
  return `${capital ? a.charAt(0).toUpperCase() + a.slice(1) : a} ${noun}`;
}
