import { camelName } from '../src/catalog/names.js';
import { inputName, inputShape, pagingMembers } from '../src/catalog/shapes.js';
import type { Curated } from '../src/resources/curated.js';
import type { Creation } from '../src/resources/model/creations.js';
import type { ResourceModel } from '../src/resources/model/resource-model.js';
import { requiredNames } from './builders.js';
import { block, union } from './declarations.js';
import { actionLink, doc } from './docs.js';
import { handleId, idType, readId } from './identity.js';
import { performParams, resultType } from './requests.js';
import { builderName } from './setter-lines.js';

interface Part {
  readonly bases: readonly string[];
  readonly lines: readonly string[];
}

/** The collection of a resource type; a parent fills in the setters `Scoped` and the members `Wire`. */
export function emitCollection(model: ResourceModel, added: Curated): string {
  const { resourceType } = model;
  const parts = [createPart(model, added), readPart(model), listPart(model), batchPart(model)];
  const bases = parts.flatMap((part) => part.bases);
  if (added.collectionMethods) bases.push(`C.${resourceType}CollectionExtras`);
  const lines = parts.flatMap((part) => part.lines);
  const head = `export interface ${resourceType}Collection<Scoped extends string = never, Wire extends string = never>`;
  return [
    doc(
      `All \`${resourceType}\` resources visible to this client; under a parent, only those that belong to it.`,
    ),
    block(`${head}${bases.length > 0 ? ` extends ${bases.join(', ')}` : ''}`, lines),
  ].join('\n');
}

function createPart(model: ResourceModel, added: Curated): Part {
  const { facts } = model;
  const lines: string[] = [];
  const bases: string[] = [];
  for (const [index, creation] of model.creations.entries()) {
    const { action } = creation;
    const input = inputName(facts, action);
    const outcome = outcomeOf(model, creation);
    const preset = index === 0 ? Object.keys(added.defaults ?? {}).map(camelName) : [];
    const missing = requiredNames(facts, input).filter((name) => !preset.includes(name));
    const rest = missing.length > 0 ? `Exclude<${union(missing)}, Scoped>, ` : '';
    lines.push(doc(`Builds a creation by ${actionLink(facts, action)}.`));
    lines.push(`create(${index === 0 ? '' : `by: "${action}"`}): ${builderName(input)}<${rest}${outcome}>;`);
    // A request with a count makes several: that is what create() with a count is for.
    const one = creation.several ? `${input} & { readonly ${creation.several.countMember}?: never }` : input;
    if (index === 0) bases.push(`$.Creates<${isCounted(model, creation) ? input : one}, ${outcome}>`);
  }
  return { bases, lines };
}

/** What `run()` of a creation resolves to. */
function outcomeOf({ facts, resourceType }: ResourceModel, creation: Creation): string {
  const { action, idFrom, isList } = creation;
  if (idFrom === 'none') return resultType(facts, action);
  return isList || isCounted({ facts }, creation) ? `${resourceType}[]` : resourceType;
}

/** Whether a creation always says how many it creates. */
function isCounted({ facts }: Pick<ResourceModel, 'facts'>, { action, several }: Creation): boolean {
  return several !== undefined && inputShape(facts, action)[several.countMember]?.required === true;
}

function readPart(model: ResourceModel): Part {
  const { resourceType, identity, needs } = model;
  if (identity.length === 0) {
    return { bases: model.isSingle ? [`$.Reads<void, ${resourceType}>`] : [], lines: [] };
  }
  const of = `<${handleId(model)}, ${resourceType}`;
  if (!model.isReadable) return { bases: [`$.Handles${of}>`], lines: [] };
  return { bases: [`$.Reads${of}${needs.length > 0 ? `, ${readId(model)}` : ''}>`], lines: [] };
}

function listPart({ facts, resource, resourceType }: ResourceModel): Part {
  const name = resource.list?.action ?? '';
  const action = facts.actions[name];
  if (!action) return { bases: [], lines: [] };
  const { input, pagination } = action;
  const required = Object.entries(facts.shapes[input] ?? {})
    .filter(([, member]) => member.required)
    .map(([wire]) => wire);
  const paging = pagingMembers(pagination);
  const needed = required.filter((member) => !paging.includes(member));
  const param =
    needed.length > 0 ? `...required: $.Needed<Omit<Pick<${input}, ${union(needed)}>, Wire>>` : '';
  return {
    bases: [`$.Finds<${required.length > 0 ? `Partial<${input}>` : input}, ${resourceType}List>`],
    lines: [doc(`A lazy list by ${actionLink(facts, name)}.`), `list(${param}): ${resourceType}List;`],
  };
}

/** The methods that run an action on many ids, or on none. */
function batchPart(model: ResourceModel): Part {
  const { facts, identity } = model;
  const lines = model.collectionMethods.flatMap(({ name, action, by, reports }) => {
    const id = identity.length > 0 ? idType(model, identity.at(-1) as string) : 'string';
    const ids = by === undefined ? '' : `ids: readonly ${id}[], `;
    const filled = by === undefined ? [] : [by.split('.')[0] as string];
    const result = resultType(facts, action);
    return [
      doc(`${actionLink(facts, action)}${by === undefined ? '' : ', for several ids'}`),
      `${name}(${ids}${performParams(facts, action, filled)}): Promise<${reports ? `$.BatchResult<${id}, ${result}>` : result}>;`,
    ];
  });
  return { bases: [], lines };
}
