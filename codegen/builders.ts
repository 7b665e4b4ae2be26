import { settersOf, type Setter } from '../src/builders/setters.js';
import { countMember, inputShape } from '../src/catalog/shapes.js';
import type { ServiceFacts } from '../src/catalog/types.js';
import { block, shorter, union } from './declarations.js';
import { filtersName, sharedFilters } from './filters.js';
import { builderName, setterLines } from './setter-lines.js';

/** The names that `missing` can have for a shape. */
export function requiredNames(facts: ServiceFacts, shape: string): readonly string[] {
  return settersOf(facts, shape)
    .filter(({ how, required, name, canonical }) => how === 'set' && required && name === canonical)
    .map(({ name }) => name);
}

/** The builder of a shape that nests in others; it is another name of an equal shape's builder when that is shorter. */
export function emitNestedBuilder(facts: ServiceFacts, shape: string, original?: string): string {
  const name = builderName(shape);
  const required = requiredNames(facts, shape);
  const state = required.length > 0 ? `<M extends string = ${union(required)}>` : '';
  const base = `$.Buildable<${required.length > 0 ? 'M' : 'never'}, ${shape}>`;
  const next = (setter: Setter): string =>
    setter.required ? `${name}<Exclude<M, "${setter.canonical}">>` : 'this';
  const own = block(
    `export interface ${name}${state} extends ${base}`,
    setterLines(facts, shape, settersOf(facts, shape), next),
  );
  const argument = required.length > 0 ? '<M>' : '';
  return shorter(own, original && `export type ${name}${state} = ${builderName(original)}${argument};`);
}

/** The builder of an action: its setters, and the type `O` that `run()` resolves to. */
export function emitActionBuilder(facts: ServiceFacts, action: string): string {
  const { input, output, method } = facts.actions[action] as ServiceFacts['actions'][string];
  const name = builderName(input);
  const required = requiredNames(facts, input);
  const state = required.length > 0 ? `M extends string = ${union(required)}, ` : '';
  const count = countMemberOf(facts, action);
  const bases =
    count === undefined
      ? [required.length > 0 ? `$.Completable<M, ${input}, O, ${name}<never, O>>` : `$.Runnable<${input}, O>`]
      : countingBases(name, input, count, required.length > 0);
  if (method === 'GET') bases.push('$.Presignable');
  if (inputShape(facts, action)['DryRun']) bases.push('$.DryRunnable');
  const shared = sharedFilters(facts, action);
  if (shared.size > 0) bases.push(filtersName(action));
  const next = (setter: Setter): string => {
    const outcome = setter.wire === count ? '$.Several<O>' : 'O';
    if (setter.required) return `${name}<Exclude<M, "${setter.canonical}">, ${outcome}>`;
    if (setter.wire === count) return `${name}<${required.length > 0 ? 'M, ' : ''}${outcome}>`;
    return 'this';
  };
  const own = settersOf(facts, input).filter((setter) => !shared.has(setter.name));
  const lines = setterLines(facts, input, own, next);
  return block(
    `export interface ${name}<${state}O = $.Result<${output}>> extends ${bases.join(', ')}`,
    lines,
  );
}

/** The bases of a builder whose request may have a count: `from()` then tells how many resources come of it. */
function countingBases(name: string, input: string, count: string, hasRequired: boolean): string[] {
  const builders = ['never', 'M'].flatMap((missing) =>
    ['$.Several<O>', 'O', '$.OneOrSeveral<O>'].map(
      (outcome) => `${name}<${hasRequired ? `${missing}, ` : ''}${outcome}>`,
    ),
  );
  return [
    `$.Draft<${hasRequired ? 'M' : 'never'}, ${input}>`,
    '$.Sendable<O>',
    `$.Counting<${input}, "${count}", ${builders.join(', ')}>`,
  ];
}

/** The member that makes an action create several resources. */
function countMemberOf(facts: ServiceFacts, action: string): string | undefined {
  const creations = Object.values(facts.resources).map(({ create }) => create);
  return countMember(
    facts,
    creations.find((create) => create?.action === action && countMember(facts, create) !== undefined),
  );
}
