import { camelName } from '../src/catalog/names.js';
import { inputName, inputShape } from '../src/catalog/shapes.js';
import type { ServiceFacts } from '../src/catalog/types.js';
import { shortAccessors, type CuratedService } from '../src/resources/curated.js';
import { accessorsOf, type Accessors } from '../src/resources/model/accessors.js';
import { resourceModelOf, type ResourceModel } from '../src/resources/model/resource-model.js';
import { requiredNames } from './builders.js';
import { clientName } from './client-name.js';
import { block } from './declarations.js';
import { actionLink, doc, docWithExample, plural } from './docs.js';
import { actionsName } from './resource.js';

/** The client of a service: its collections and handles, then each action as a method. */
export function emitClient(
  facts: ServiceFacts,
  resourceTypes: readonly string[],
  added: CuratedService = {},
): string {
  const name = clientName(facts);
  const lines = [
    ...resourceTypes.flatMap((resourceType) => accessorLines(facts, resourceType, added)),
    ...Object.keys(facts.actions)
      .sort()
      .flatMap((action) => actionLines(facts, action)),
  ];
  const base = `ServiceClientBase<${actionsName(facts)}, ${pagesName(facts)}, ${modelsName(facts)}>`;
  return [
    docWithExample(`The client of ${facts.service}, version ${facts.version}.`, clientExample(facts)),
    block(`export interface ${name} extends ${base}`, lines),
    `export declare const ${name}: { new (options?: Volcengine | SessionOptions): ${name}; readonly prototype: ${name} };`,
  ].join('\n');
}

function accessorLines(facts: ServiceFacts, resourceType: string, added: CuratedService): readonly string[] {
  const curated = added[resourceType];
  const names = [accessorsOf(facts).get(resourceType), curated && shortAccessors(curated)];
  const isIdentified = (resourceModelOf(facts, resourceType)?.identity.length ?? 0) > 0;
  return names.flatMap((accessors) => {
    if (!accessors) return [];
    const lines = [doc(`All ${plural(resourceType)}.`), `${accessors.many}(): ${resourceType}Collection;`];
    if (!isIdentified) return lines;
    const id = `Parameters<${resourceType}Collection["handle"]>[0]`;
    return [
      ...lines,
      doc(`A handle of the ${resourceType} with this id; makes no call.`),
      `${accessors.one}(id: ${id}): ${resourceType};`,
    ];
  });
}

function actionLines(facts: ServiceFacts, action: string): readonly string[] {
  const { input, output } = facts.actions[action] as ServiceFacts['actions'][string];
  const optional = requiredNames(facts, input).length === 0 ? '?' : '';
  const params = `request${optional}: ${input}, options?: $.CallOptions`;
  return [doc(actionLink(facts, action)), `${camelName(action)}(${params}): Promise<$.Result<${output}>>;`];
}

/** A program that anyone can start from: it lists something that needs no request, or calls an action that needs none. */
export function clientExample(facts: ServiceFacts): readonly string[] {
  const name = clientName(facts);
  const head = [
    `import { ${name} } from 'volcengine-fluent/${facts.name}';`,
    '',
    `const client = new ${name}({ region: 'cn-beijing' });`,
  ];
  const listed = findListed(facts);
  if (listed) {
    return [...head, `for await (const item of client.${listed.many}().list()) console.log(item.id);`];
  }
  const action = Object.keys(facts.actions)
    .sort((a, b) => Number(isReading(b)) - Number(isReading(a)))
    .find((each) => Object.values(inputShape(facts, each)).every(({ required }) => !required));
  return action === undefined ? head : [...head, `console.log(await client.${camelName(action)}());`];
}

const isReading = (action: string): boolean => /^(Describe|List|Get)/.test(action);

/** The collection that people know best of those that are listed without a request: the one with the most methods. */
function findListed(facts: ServiceFacts): Accessors | undefined {
  const models = Object.keys(facts.resources)
    .sort()
    .map((resourceType) => resourceModelOf(facts, resourceType) as ResourceModel)
    .filter(({ identity, resource }) => {
      const action = resource.list?.action;
      if (identity.length === 0 || inputName(facts, action) === '') return false;
      return Object.values(inputShape(facts, action)).every(({ required }) => !required);
    });
  const [best] = models.sort((a, b) => b.methods.length - a.methods.length);
  return best;
}

/** The name of the interface of the actions that return pages. */
export function pagesName(facts: ServiceFacts): string {
  return actionsName(facts).replace(/Actions$/, 'Pages');
}

/** The name of the interface of the shapes that have decorated classes. */
export function modelsName(facts: ServiceFacts): string {
  return actionsName(facts).replace(/Actions$/, 'Models');
}
