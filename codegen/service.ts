import { camelName } from '../src/catalog/names.js';
import type { ServiceFacts } from '../src/catalog/types.js';
import { accessors, resourcePlan } from '../src/resources/model/resource-model.js';
import { shortAccessors, type CuratedService } from '../src/resources/curated.js';
import { emitActionBuilder, emitNestedBuilder, requiredNames } from './builders.js';
import { builderName } from './setter-lines.js';
import { clientName } from './client-name.js';
import { block, compact, union } from './members.js';
import { emitFilters } from './filters.js';
import { actionsName, emitResource, explorerLink } from './resources.js';
import { emitShape, reachableShapes } from './shapes.js';
import { twinsOf } from './twins.js';

/** The two files of one service's module. */
export interface ServiceModule {
  readonly js: string;
  readonly dts: string;
}

/** Makes a service's module from its facts; equal facts give equal bytes. */
export function emitService(facts: ServiceFacts, digest: string, added?: CuratedService): ServiceModule {
  const head = `// Made from catalog/${facts.name}.json (${digest}). Changes here are lost.`;
  return { js: `${head}\n${emitServiceCode(facts, added)}`, dts: emitDts(facts, head, added) };
}

/** The code of a service's module, without its types. */
export function emitServiceCode(facts: ServiceFacts, added: CuratedService | undefined): string {
  const client = clientName(facts);
  const nouns = Object.keys(facts.resources).sort();
  return [
    "import { clientClass, nounClass } from '../client/service-module.js';",
    ...(added ? [`import curated from '${curatedModule(facts)}';`] : []),
    `export const ${client} = clientClass("${facts.name}", "${client}"${added ? ', curated' : ''});`,
    // A noun may be called Function or Number: nothing below uses a global of that name.
    ...nouns.map((noun) => `export const ${noun} = nounClass("${facts.name}", "${noun}");`),
    ...otherNames(added).map(([name, noun]) => `export const ${name} = ${noun};`),
    '',
  ].join('\n');
}

function curatedModule({ name }: ServiceFacts): string {
  return `../resources/services/${name}/index.js`;
}

/** The other names of classes, each with its noun. */
function otherNames(added: CuratedService = {}): readonly (readonly [string, string])[] {
  return Object.entries(added).flatMap(([noun, { className }]) =>
    className === undefined ? [] : [[className, noun] as const],
  );
}

function emitDts(facts: ServiceFacts, head: string, added: CuratedService | undefined): string {
  const shapes = reachableShapes(facts);
  const actions = Object.entries(facts.actions).sort(([a], [b]) => (a < b ? -1 : 1));
  const twins = twinsOf(facts, (name) => (shapes.in.has(name) ? 'in' : 'out'));
  const inputs = new Set(actions.map(([, { input }]) => input));
  const nouns = Object.keys(facts.resources).sort();
  const parts = [
    head,
    "import type * as $ from '../resources/types.js';\nimport type { ServiceClientBase, SessionOptions, Volcengine } from '../client/types.js';",
  ];
  for (const name of Object.keys(facts.shapes).sort()) {
    const shape = facts.shapes[name];
    if (!shape) continue;
    const twin = twins.get(name);
    if (shapes.in.has(name)) parts.push(emitShape(name, shape, 'in', twin));
    else if (shapes.out.has(name)) parts.push(emitShape(name, shape, 'out', twin));
    if (!shapes.in.has(name) || inputs.has(name)) continue;
    parts.push(emitNestedBuilder(facts, name, twin !== undefined && inputs.has(twin) ? undefined : twin));
  }
  for (const [action] of actions) parts.push(emitFilters(facts, action), emitActionBuilder(facts, action));
  if (added) {
    parts.push(
      `import type * as C from '${curatedModule(facts)}';\nexport type * from '${curatedModule(facts)}';`,
    );
  }
  for (const noun of nouns) parts.push(emitResource(facts, noun, added?.[noun]));
  for (const [name, noun] of otherNames(added)) {
    parts.push(`export type ${name} = ${noun};\nexport declare const ${name}: $.ResourceClass<${noun}>;`);
  }
  parts.push(
    emitActionMap(
      facts,
      actions.map(([action]) => action),
    ),
    emitPages(facts),
    emitModels(facts, [...shapes.in].sort()),
    emitClient(facts, nouns, added),
  );
  parts.push(emitRegistry(facts, nouns));
  return compact(`${parts.filter((part) => part !== '').join('\n')}\n`);
}

/** The builders of all actions, for `client.action(…)`; `Filled` are setters that an id has called already. */
function emitActionMap(facts: ServiceFacts, actions: readonly string[]): string {
  const lines = actions.map((action) => {
    const input = facts.actions[action]?.input ?? '';
    const required = requiredNames(facts, input);
    return `${action}: ${builderName(input)}${required.length > 0 ? `<Exclude<${union(required)}, Filled>>` : ''};`;
  });
  return `/** Each action's builder. */\n${block(`export interface ${actionsName(facts)}<Filled extends string = never>`, lines)}`;
}

function pagesName(facts: ServiceFacts): string {
  return actionsName(facts).replace(/Actions$/, 'Pages');
}

function emitPages(facts: ServiceFacts): string {
  const lines: string[] = [];
  for (const action of Object.keys(facts.actions).sort()) {
    const { pagination, input } = facts.actions[action] as ServiceFacts['actions'][string];
    if (!pagination || pagination.items === null) continue;
    const item = pagination.itemShape ?? 'unknown';
    lines.push(`${action}: { request: ${input}; item: ${facts.shapes[item] ? item : 'unknown'} };`);
  }
  return `/** The actions that page: their requests and items. */\n${block(`export interface ${pagesName(facts)}`, lines)}`;
}

function modelsName(facts: ServiceFacts): string {
  return actionsName(facts).replace(/Actions$/, 'Models');
}

function emitModels(facts: ServiceFacts, inputs: readonly string[]): string {
  const lines = inputs.map((shape) => `${shape}: ${shape};`);
  return `/** What requests are made of, and has decorated classes. */\n${block(`export interface ${modelsName(facts)}`, lines)}`;
}

function emitClient(facts: ServiceFacts, nouns: readonly string[], added: CuratedService = {}): string {
  const name = clientName(facts);
  const lines: string[] = [];
  for (const noun of nouns) {
    for (const names of [accessors(facts).get(noun), added[noun] && shortAccessors(added[noun])]) {
      if (!names) continue;
      lines.push(`/** All ${noun}s. */`, `${names.many}(): ${noun}Collection;`);
      if ((resourcePlan(facts, noun)?.identity.length ?? 0) === 0) continue;
      lines.push(`/** The ${noun} with this id, without a call. */`);
      lines.push(`${names.one}(id: Parameters<${noun}Collection["handle"]>[0]): ${noun};`);
    }
  }
  for (const action of Object.keys(facts.actions).sort()) {
    const { input, output } = facts.actions[action] as ServiceFacts['actions'][string];
    const optional = requiredNames(facts, input).length === 0;
    lines.push(`/** ${explorerLink(facts, action)} */`);
    lines.push(
      `${camelName(action)}(request${optional ? '?' : ''}: ${input}, options?: $.CallOptions): Promise<$.Result<${output}>>;`,
    );
  }
  const base = `ServiceClientBase<${actionsName(facts)}, ${pagesName(facts)}, ${modelsName(facts)}>`;
  return [
    `/** The client of ${facts.service}, version ${facts.version}. */`,
    block(`export interface ${name} extends ${base}`, lines),
    `export declare const ${name}: { new (options?: Volcengine | SessionOptions): ${name}; readonly prototype: ${name} };`,
  ].join('\n');
}

/** Tells other services' relations what these nouns are, wherever this module is imported. */
function emitRegistry(facts: ServiceFacts, nouns: readonly string[]): string {
  const lines = nouns.map((noun) => `"${facts.name}.${noun}": ${noun};`);
  return `declare module '../resources/types.js' {\n${block('interface ResourceTypes', lines)}\n}`;
}
