import { camelName, withArticle } from '../src/catalog/names.js';
import type { ServiceFacts } from '../src/catalog/types.js';
import type { Curated } from '../src/resources/curated.js';
import type { FacetModel } from '../src/resources/model/facets.js';
import type { Relation } from '../src/resources/model/relations-model.js';
import { resourceModelOf, type ResourceModel } from '../src/resources/model/resource-model.js';
import { capabilities, hasStatus, isAddressed } from './capabilities.js';
import { emitCollection } from './collection.js';
import { block, union } from './declarations.js';
import { actionLink, doc, getterDoc } from './docs.js';
import { emitIdentity, idType } from './identity.js';
import { emitList } from './list.js';
import { memberType } from './members.js';
import { filledBuilder, filledMembers, filledNames, performType, resultType } from './requests.js';

/** All that a service's `.d.ts` declares of a resource type: data, identity, state, resource, list and collection. */
export function emitResource(facts: ServiceFacts, resourceType: string, added: Curated = {}): string {
  const model = resourceModelOf(facts, resourceType) as ResourceModel;
  const parts = [
    emitData(model),
    emitIdentity(model),
    emitState(model),
    emitClass(model, added),
    emitList(model),
    emitCollection(model, added),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function emitData({ facts, resourceType, shapes }: ResourceModel): string {
  const [first, second] = shapes;
  const head = `export interface ${resourceType}Data`;
  if (first === undefined) return `${head} { [member: string]: unknown }`;
  const bases = second === undefined ? first : `${first}, Omit<${second}, keyof ${first}>`;
  return `${doc(`The data of ${withArticle(`${facts.name}.${resourceType}`)}, in wire names.`)}\n${head} extends ${bases} {}`;
}

function emitState(model: ResourceModel): string {
  const { facts, resource, resourceType, states } = model;
  if (resource.status?.member === undefined || !isAddressed(model)) return '';
  const type = states.length > 0 ? `${union(states)} | (string & {})` : 'string';
  const label = withArticle(`${facts.name}.${resourceType}`);
  return `${doc(`The known states of ${label}; the service may add others.`)}\nexport type ${resourceType}State = ${type};`;
}

function emitClass(model: ResourceModel, added: Curated): string {
  const { facts, resourceType, resource, identity } = model;
  const own = identity.at(-1);
  const bases = [`$.ResourceBase<"${facts.name}.${resourceType}", ${resourceType}Data>`];
  if (own !== undefined) {
    const filled = `${actionsName(facts)}<${union([...new Set(filledNames(model))])}>`;
    bases.push(`$.Identified<${idType(model, own)}, ${resourceType}Identity, ${filled}>`);
  }
  if (isAddressed(model)) bases.push(...capabilities(model));
  bases.push(...keptResponses(model));
  if (added.methods) bases.push(`C.${resourceType}Extras`);
  const lines = [
    ...(isAddressed(model) ? actionLines(model) : []),
    ...(resource.name === undefined ? [] : [doc(`\`${resource.name}\``), 'readonly name: string;']),
    ...model.relations.flatMap((relation) => relationLines(facts, relation)),
    ...getterLines(model),
    ...shortNameLines(model, added),
  ];
  const label = withArticle(`${facts.name}.${resourceType}`);
  const guess = resource.confidence === 'low' ? ' Its facts are a guess.' : '';
  return [
    doc(`${label.charAt(0).toUpperCase()}${label.slice(1)}.${guess}`),
    block(`export interface ${resourceType} extends ${bases.join(', ')}`, lines),
    `export declare const ${resourceType}: $.ResourceClass<${resourceType}>;`,
  ].join('\n');
}

/** The responses of creations and updates that a resource keeps. */
function keptResponses({ facts, creations, updates }: ResourceModel): readonly string[] {
  // Any member of a response may be absent: which action it was decides which are there.
  const outputs = (actions: readonly string[]): string =>
    [...new Set(actions.map((action) => resultType(facts, action)))].join(' & ');
  const makes = creations.filter(({ idFrom }) => idFrom !== 'none').map(({ action }) => action);
  const tells = updates.filter((action) => {
    const output = facts.shapes[facts.actions[action]?.output ?? ''];
    return Object.keys(output ?? {}).length > 0;
  });
  return [
    ...(makes.length > 0 ? [`$.Created<${outputs(makes)}>`] : []),
    ...(tells.length > 0 ? [`$.Updated<${outputs(updates)}>`] : []),
  ];
}

/** The methods that run actions: its status is what they change. */
function actionLines(model: ResourceModel): readonly string[] {
  const { facts, resourceType, resource, identity } = model;
  const lines: string[] = [];
  if (hasStatus(model)) {
    lines.push(doc(`\`${resource.status?.member}\``), `readonly status: ${resourceType}State;`);
  }
  for (const [index, update] of model.updates.entries()) {
    lines.push(
      doc(
        `Builds an update by ${actionLink(facts, update)}. \`run()\` resolves to this resource, with its data unchanged until \`reload()\`.`,
      ),
      `update(${index === 0 ? '' : `by: "${update}"`}): ${filledBuilder(model, update, resourceType)};`,
    );
  }
  for (const { name, action, by } of model.methods) {
    const filled = [...identity, by.split('.')[0] as string];
    lines.push(
      methodDoc(model, action),
      `${name}${performType(facts, action, filled, model.waits.has(action))};`,
    );
  }
  return [...lines, ...model.facets.flatMap((facet) => facetLines(model, facet))];
}

/** Its action's page, and the method that undoes it. */
function methodDoc({ facts, resource, methods }: ResourceModel, action: string): string {
  const pairs = [
    ...(resource.pairs ?? []),
    ...(resource.associations ?? []).map((each) => [...each.create.slice(0, 1), ...each.delete.slice(0, 1)]),
  ];
  const pair = pairs.find((each) => each.includes(action));
  const opposite = methods.find((each) => each.action !== action && pair?.includes(each.action));
  return doc(`${actionLink(facts, action)}${opposite ? `; the opposite of \`${opposite.name}()\`` : ''}`);
}

/** A facet's reader, writer and switch. */
function facetLines(
  model: ResourceModel,
  { name, get, update, enable, disable }: FacetModel,
): readonly string[] {
  const { facts } = model;
  const perform = (action: string): string =>
    performType(facts, action, filledMembers(model), model.waits.has(action));
  const members: string[] = [];
  if (get !== undefined) members.push(`get${perform(get)}`);
  if (update !== undefined)
    members.push(`update(): ${filledBuilder(model, update, resultType(facts, update))}`);
  if (enable !== undefined) members.push(`enable${perform(enable)}`);
  if (disable !== undefined) members.push(`disable${perform(disable)}`);
  const actions = [get, update, enable, disable].filter((action) => action !== undefined);
  return [
    doc(actions.map((action) => actionLink(facts, action)).join(', ')),
    `${name}(): { ${members.join('; ')} };`,
  ];
}

function relationLines(
  facts: ServiceFacts,
  { name, service, resourceType, kind, member }: Relation,
): readonly string[] {
  const related = service === facts.name ? resourceType : `$.Related<"${service}.${resourceType}">`;
  switch (kind) {
    case 'children':
      return [
        doc(`Those whose \`${member}\` is this resource.`),
        `${name}(): ${resourceType}Collection<"${camelName(member)}", "${member}">;`,
      ];
    case 'several':
      return [doc(`Handles by \`${member}\`; makes no call.`), `${name}(): readonly ${related}[];`];
    case 'one':
      return [doc(`A handle by \`${member}\`; makes no call.`), `${name}(): ${related};`];
  }
}

function getterLines({ getters }: ResourceModel): readonly string[] {
  return getters.flatMap(({ name, wire, member, shape }) => {
    const type = member.ref === undefined ? memberType(member, 'out') : `NonNullable<${shape}["${wire}"]>`;
    return [doc(getterDoc(wire, member)), `readonly ${name}: ${type};`];
  });
}

function shortNameLines({ getters, resourceType }: ResourceModel, added: Curated): readonly string[] {
  return Object.entries(added.shortNames ?? {}).flatMap(([short, name]) => {
    const isGetter = getters.some((getter) => getter.name === name);
    return [
      doc(`Short for \`${name}\`.`),
      `${isGetter ? 'readonly ' : ''}${short}: ${resourceType}["${name}"];`,
    ];
  });
}

/** The name of the interface that maps a service's actions to their builders. */
export function actionsName({ name }: ServiceFacts): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Actions`;
}
