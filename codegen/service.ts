import { inputName, reachableShapes } from '../src/catalog/shapes.js';
import type { ServiceFacts } from '../src/catalog/types.js';
import type { CuratedService } from '../src/resources/curated.js';
import { emitActionBuilder, emitNestedBuilder, requiredNames } from './builders.js';
import { clientName } from './client-name.js';
import { emitClient, modelsName, pagesName } from './client.js';
import { block, compact, union, withoutExports } from './declarations.js';
import { doc } from './docs.js';
import { describeMembers } from './sentences.js';
import { findDuplicates } from './duplicate-shapes.js';
import { emitFilters } from './filters.js';
import { actionsName, emitResource } from './resource.js';
import { builderName } from './setter-lines.js';
import { emitShape } from './shapes.js';

/** The two files of one service's module. */
export interface ServiceModule {
  readonly js: string;
  readonly dts: string;
}

/** Makes a service's module from its facts; equal facts give equal bytes. */
export function emitService(facts: ServiceFacts, digest: string, added?: CuratedService): ServiceModule {
  describeMembers(facts);
  const head = `// Made from catalog/${facts.name}.json (${digest}). Changes here are lost.`;
  return { js: `${head}\n${emitServiceCode(facts, added)}`, dts: emitDts(facts, head, added) };
}

/** The code of a service's module, without its types. */
export function emitServiceCode(facts: ServiceFacts, added: CuratedService | undefined): string {
  const client = clientName(facts);
  const resourceTypes = Object.keys(facts.resources).sort();
  return [
    "import { clientClass, exportedClass, registerFacts } from '../client/service-module.js';",
    `import facts from '../facts/${facts.name}.js';`,
    ...(added ? [`import curated from '${curatedModule(facts)}';`] : []),
    `registerFacts("${facts.name}", facts);`,
    `export const ${client} = clientClass("${facts.name}", "${client}"${added ? ', curated' : ''});`,
    // A resource type may be called Function or Number: nothing below uses a global of that name.
    ...resourceTypes.map(
      (resourceType) => `export const ${resourceType} = exportedClass("${facts.name}", "${resourceType}");`,
    ),
    ...otherNames(added).map(([name, resourceType]) => `export const ${name} = ${resourceType};`),
    '',
  ].join('\n');
}

function curatedModule({ name }: ServiceFacts): string {
  return `../resources/services/${name}/index.js`;
}

/** The other names of classes, each with its resource type. */
function otherNames(added: CuratedService = {}): readonly (readonly [string, string])[] {
  return Object.entries(added).flatMap(([resourceType, { className }]) =>
    className === undefined ? [] : [[className, resourceType] as const],
  );
}

function emitDts(facts: ServiceFacts, head: string, added: CuratedService | undefined): string {
  const all = Object.values(facts.actions);
  const shapes = {
    in: reachableShapes(
      facts,
      all.map(({ input }) => input),
    ),
    out: reachableShapes(
      facts,
      all.map(({ output }) => output),
    ),
  };
  const actions = Object.entries(facts.actions).sort(([a], [b]) => (a < b ? -1 : 1));
  const duplicates = findDuplicates(facts, (name) => (shapes.in.has(name) ? 'in' : 'out'));
  const inputs = new Set(actions.map(([, { input }]) => input));
  const resourceTypes = Object.keys(facts.resources).sort();
  const parts = [
    head,
    "import type * as $ from '../resources/types.js';\nimport type { ServiceClientBase, SessionOptions, Volcengine } from '../client/types.js';",
  ];
  for (const name of Object.keys(facts.shapes).sort()) {
    const shape = facts.shapes[name];
    if (!shape) continue;
    const original = duplicates.get(name);
    if (shapes.in.has(name)) parts.push(emitShape(name, shape, 'in', original));
    else if (shapes.out.has(name)) parts.push(emitShape(name, shape, 'out', original));
    if (!shapes.in.has(name) || inputs.has(name)) continue;
    parts.push(
      emitNestedBuilder(facts, name, original !== undefined && inputs.has(original) ? undefined : original),
    );
  }
  for (const [action] of actions) parts.push(emitFilters(facts, action), emitActionBuilder(facts, action));
  if (added) {
    parts.push(
      `import type * as C from '${curatedModule(facts)}';\nexport type * from '${curatedModule(facts)}';`,
    );
  }
  for (const resourceType of resourceTypes)
    parts.push(emitResource(facts, resourceType, added?.[resourceType]));
  for (const [name, resourceType] of otherNames(added)) {
    parts.push(
      `export type ${name} = ${resourceType};\nexport declare const ${name}: $.ResourceClass<${resourceType}>;`,
    );
  }
  parts.push(
    emitActionMap(
      facts,
      actions.map(([action]) => action),
    ),
    emitPages(facts),
    emitModels(facts, [...shapes.in].sort()),
    emitClient(facts, resourceTypes, added),
  );
  parts.push(emitRegistry(facts, resourceTypes));
  const declarations = compact(`${parts.filter((part) => part !== '').join('\n')}\n`);
  return added ? declarations : withoutExports(declarations);
}

/** The builders of all actions, for `client.action(…)`; `Filled` are setters that an id has called already. */
function emitActionMap(facts: ServiceFacts, actions: readonly string[]): string {
  const lines = actions.map((action) => {
    const input = inputName(facts, action);
    const required = requiredNames(facts, input);
    return `${action}: ${builderName(input)}${required.length > 0 ? `<Exclude<${union(required)}, Filled>>` : ''};`;
  });
  return `${doc('The builder of each action.')}\n${block(`export interface ${actionsName(facts)}<Filled extends string = never>`, lines)}`;
}

function emitPages(facts: ServiceFacts): string {
  const lines: string[] = [];
  for (const action of Object.keys(facts.actions).sort()) {
    const { pagination, input } = facts.actions[action] as ServiceFacts['actions'][string];
    if (!pagination || pagination.items === null) continue;
    const item = pagination.itemShape ?? 'unknown';
    lines.push(`${action}: { request: ${input}; item: ${facts.shapes[item] ? item : 'unknown'} };`);
  }
  return `${doc('The actions that return pages: their requests and items.')}\n${block(`export interface ${pagesName(facts)}`, lines)}`;
}

function emitModels(facts: ServiceFacts, inputs: readonly string[]): string {
  const lines = inputs.map((shape) => `${shape}: ${shape};`);
  return `${doc('The shapes of requests, which have decorated classes.')}\n${block(`export interface ${modelsName(facts)}`, lines)}`;
}

/** Tells other services' relations what these resource types are, wherever this module is imported. */
function emitRegistry(facts: ServiceFacts, resourceTypes: readonly string[]): string {
  const lines = resourceTypes.map((resourceType) => `"${facts.name}.${resourceType}": ${resourceType};`);
  return `declare module '../resources/types.js' {\n${block('interface ResourceTypes', lines)}\n}`;
}
