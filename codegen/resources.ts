import { camelName } from '../src/catalog/names.js';
import type { ServiceFacts } from '../src/catalog/types.js';
import type { Curated } from '../src/resources/curated.js';
import { pagingMembers } from '../src/catalog/paging-members.js';
import { resourcePlan, type ResourcePlan } from '../src/resources/model/resource-model.js';
import { knownStates } from '../src/resources/waiting/status.js';
import { canTag } from '../src/resources/tags.js';
import { requiredNames } from './builders.js';
import { builderName, setterLines } from './setter-lines.js';
import { extraBases, facetLines, methodDoc } from './extras.js';
import { filters, filtersName, sharedFilters } from './filters.js';
import { emitIdentity, handleId, idType, readId } from './identity.js';
import { block, memberType, union } from './members.js';

/** Everything one noun has in a service's `.d.ts`: data, identity, resource, list and collection. */
export function emitResource(facts: ServiceFacts, noun: string, added: Curated = {}): string {
  const plan = resourcePlan(facts, noun) as ResourcePlan;
  return [
    emitData(plan),
    emitIdentity(plan),
    emitClass(plan, added),
    emitList(plan),
    emitCollection(plan, added),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function emitData({ noun, shapes }: ResourcePlan): string {
  const [first, second] = shapes;
  if (first === undefined) return `export interface ${noun}Data { [member: string]: unknown }`;
  const bases = second === undefined ? first : `${first}, Omit<${second}, keyof ${first}>`;
  return `/** What is read of ${article(noun)}. */\nexport interface ${noun}Data extends ${bases} {}`;
}

function emitClass(plan: ResourcePlan, added: Curated): string {
  const { facts, noun, resource, identity } = plan;
  const own = identity.at(-1);
  const bases = [`$.ResourceBase<"${facts.name}.${noun}", ${noun}Data>`];
  const lines: string[] = [];
  if (own !== undefined) {
    const filled = `${actionsName(facts)}<${union([...new Set(filledNames(plan))])}>`;
    bases.push(`$.Identified<${idType(plan, own)}, ${noun}Identity, ${filled}>`);
  }
  if (own !== undefined || plan.isSingle) {
    if (plan.isReadable) bases.push('$.Readable');
    if (hasStatus(plan)) {
      bases.push(`$.Waitable<${noun}State>`);
      lines.push(`/** \`${resource.status?.member}\` */`, `readonly status: ${noun}State;`);
    }
    if (resource.delete) bases.push('$.Deletable');
    if (canTag(plan)) bases.push('$.Taggable');
    if (resource.tags?.inItem !== undefined) bases.push('$.Tagged');
    lines.push(...updateLines(plan));
    bases.push(...extraBases(plan));
    const perform = (action: string, by?: string) => {
      const filled = by === undefined ? filledMembers(plan) : [...identity, by.split('.')[0] as string];
      const params = performParams(facts, action, filled, plan.waits.has(action));
      return `(${params}): ${resultOf(facts, action)}`;
    };
    for (const { name, action, by } of plan.methods) {
      lines.push(methodDoc(plan, action), `${name}${perform(action, by)};`);
    }
    const builder = (action: string) => filledBuilder(plan, action, resultType(facts, action));
    for (const facet of plan.facets) lines.push(...facetLines(facet, { perform, builder }));
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
  for (const [short, name] of Object.entries(added.shortNames ?? {})) {
    const isGetter = plan.getters.some((getter) => getter.name === name);
    lines.push(`/** \`${name}\` */`, `${isGetter ? 'readonly ' : ''}${short}: ${noun}["${name}"];`);
  }
  if (added.methods) bases.push(`C.${noun}Extras`);
  const doc = `/** ${article(noun, true)} of ${facts.name}${resource.confidence === 'low' ? '; its facts are a guess' : ''}. */`;
  return [
    `${doc}\n${block(`export interface ${noun} extends ${bases.join(', ')}`, lines)}`,
    `/** For \`instanceof\`: resources come from their collection. */\nexport declare const ${noun}: $.ResourceClass<${noun}>;`,
  ].join('\n');
}

function hasStatus(plan: ResourcePlan): boolean {
  return plan.isReadable && plan.resource.status?.member !== undefined;
}

function updateLines(plan: ResourcePlan): string[] {
  const { noun, updates } = plan;
  return updates.flatMap((update, index) => [
    `/** A builder of its update by \`${update}\`; \`run()\` gives this resource, whose data stays as read until \`reload()\`. */`,
    `update(${index === 0 ? '' : `by: "${update}"`}): ${filledBuilder(plan, update, noun)};`,
  ]);
}

function emitList({ facts, noun, resource }: ResourcePlan): string {
  const action = facts.actions[resource.list?.action ?? ''];
  if (!action) return stateType(noun, facts);
  const bases = [`$.ListBase<${noun}, ${action.input}>`];
  const shared = sharedFilters(facts, resource.list?.action ?? '');
  if (shared.size > 0) bases.push(filtersName(resource.list?.action ?? ''));
  const own = filters(facts, action).filter((setter) => !shared.has(setter.name));
  const lines = setterLines(facts, action.input, own, () => 'this');
  return `${stateType(noun, facts)}\n\n/** A lazy list of ${noun}s; setters filter it. */\n${block(
    `export interface ${noun}List extends ${bases.join(', ')}`,
    lines,
  )}`;
}

function stateType(noun: string, facts: ServiceFacts): string {
  const plan = resourcePlan(facts, noun) as ResourcePlan;
  if (plan.resource.status?.member === undefined || (plan.identity.length === 0 && !plan.isSingle)) return '';
  const states = knownStates(plan);
  const type = states.length > 0 ? `${union(states)} | (string & {})` : 'string';
  return `/** The states of ${article(noun)} that are known; a service may have newer ones. */\nexport type ${noun}State = ${type};`;
}

function emitCollection(plan: ResourcePlan, added: Curated): string {
  const { facts, noun, resource, identity } = plan;
  const bases: string[] = [];
  const lines: string[] = [];
  for (const [index, create] of plan.creates.entries()) {
    const input = facts.actions[create.action]?.input ?? '';
    const outcome = outcomeOf(plan, create);
    const given = index === 0 ? Object.keys(added.defaults ?? {}).map(camelName) : [];
    const missing = requiredNames(facts, input).filter((name) => !given.includes(name));
    const rest = missing.length > 0 ? `Exclude<${union(missing)}, Scoped>, ` : '';
    lines.push(`/** Creates by \`${create.action}\`. */`);
    lines.push(
      `create(${index === 0 ? '' : `by: "${create.action}"`}): ${builderName(input)}<${rest}${outcome}>;`,
    );
    if (index === 0) bases.push(`$.Creates<${input}, ${outcome}>`);
  }
  if (identity.length > 0) {
    const of = `<${handleId(plan)}, ${noun}`;
    bases.push(
      plan.isReadable
        ? `$.Reads${of}${plan.needs.length > 0 ? `, ${readId(plan)}` : ''}>`
        : `$.Handles${of}>`,
    );
  } else if (plan.isSingle) bases.push(`$.Reads<void, ${noun}>`);
  const list = facts.actions[resource.list?.action ?? ''];
  if (list) {
    const required = requiredWires(facts, list.input);
    const paged = pagingMembers(list.pagination);
    const needed = required.filter((member) => !paged.includes(member));
    const param =
      needed.length > 0 ? `...required: $.Needed<Omit<Pick<${list.input}, ${union(needed)}>, Wire>>` : '';
    lines.push(`/** A lazy list by \`${resource.list?.action}\`. */`, `list(${param}): ${noun}List;`);
    bases.push(`$.Finds<${required.length > 0 ? `Partial<${list.input}>` : list.input}, ${noun}List>`);
  }
  for (const { name, action, by } of plan.collectionMethods) {
    const ids =
      by === undefined
        ? ''
        : `ids: readonly ${identity.length > 0 ? idType(plan, identity.at(-1) as string) : 'string'}[], `;
    lines.push(`/** \`${action}\`${by === undefined ? '' : ' of many'} */`);
    lines.push(
      `${name}(${ids}${performParams(facts, action, by === undefined ? [] : [by.split('.')[0] as string])}): ${resultOf(facts, action)};`,
    );
  }
  if (added.collectionMethods) bases.push(`C.${noun}CollectionExtras`);
  const parts = bases.length > 0 ? ` extends ${bases.join(', ')}` : '';
  return `/** ${noun}s of a client, or of a parent that fills in the setters \`Scoped\` and the members \`Wire\`. */\n${block(
    `export interface ${noun}Collection<Scoped extends string = never, Wire extends string = never>${parts}`,
    lines,
  )}`;
}

function outcomeOf({ facts, noun }: ResourcePlan, create: ResourcePlan['creates'][number]): string {
  if (create.idFrom === 'none') return resultType(facts, create.action);
  return create.isList ? `${noun}[]` : noun;
}

function requiredWires(facts: ServiceFacts, shape: string): readonly string[] {
  return Object.entries(facts.shapes[shape] ?? {})
    .filter(([, member]) => member.required)
    .map(([wire]) => wire);
}

/** The setters that a resource's identity fills in. */
function filledNames(plan: ResourcePlan): readonly string[] {
  return filledMembers(plan).map(camelName);
}

function filledMembers({ identity, resource }: ResourcePlan): readonly string[] {
  const by = (resource.methods ?? []).map((method) => method.by).filter((path) => !path.includes('.'));
  return [...identity, ...by];
}

/** An action's builder with the identity filled in. */
function filledBuilder(plan: ResourcePlan, action: string, outcome: string): string {
  const input = plan.facts.actions[action]?.input ?? '';
  const required = requiredNames(plan.facts, input);
  const missing = required.filter((name) => !filledNames(plan).includes(name));
  return `${builderName(input)}<${required.length > 0 ? `${union(missing)}, ` : ''}${outcome}>`;
}

function performParams(
  facts: ServiceFacts,
  action: string,
  filled: readonly string[],
  canWait = false,
): string {
  const input = facts.actions[action]?.input ?? '';
  const shape = facts.shapes[input] ?? {};
  const left = Object.keys(shape).filter((wire) => !filled.includes(wire));
  const optional = left.every((wire) => !shape[wire]?.required);
  const present = filled.filter((wire) => shape[wire]);
  const type = present.length > 0 ? `Omit<${input}, ${union([...new Set(present)])}>` : input;
  return `request${optional ? '?' : ''}: ${type}, options?: ${canWait ? '$.WaitedOptions' : '$.CallOptions'}`;
}

function resultOf(facts: ServiceFacts, action: string): string {
  return `Promise<${resultType(facts, action)}>`;
}

function resultType(facts: ServiceFacts, action: string): string {
  return `$.Result<${facts.actions[action]?.output}>`;
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

/** A link to an action's page in the API explorer, under its name. */
export function explorerLink({ service, version }: ServiceFacts, action: string): string {
  const query = `action=${action}&serviceCode=${service}&version=${version}`;
  return `[${action}](https://api.volcengine.com/api-explorer/?${query})`;
}

function article(noun: string, capital = false): string {
  const a = /^[AEIOU]/i.test(noun) ? 'an' : 'a';
  return `${capital ? a.charAt(0).toUpperCase() + a.slice(1) : a} ${noun}`;
}
