import { settersOf, type Setter } from '../src/builders/setters.js';
import type { ServiceFacts } from '../src/catalog/types.js';
import { filtersName, sharedFilters } from './filters.js';
import { block, shorter, union } from './members.js';
import { builderName, setterLines } from './setter-lines.js';

/** The names that `missing` can have for a shape. */
export function requiredNames(facts: ServiceFacts, shape: string): readonly string[] {
  return settersOf(facts, shape)
    .filter(({ how, required, name, canonical }) => how === 'set' && required && name === canonical)
    .map(({ name }) => name);
}

/** The builder of a shape that nests in others; that of an equal shape, its twin, is extended where that is shorter. */
export function emitNestedBuilder(facts: ServiceFacts, shape: string, twin?: string): string {
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
  return shorter(
    own,
    twin &&
      `export interface ${name}${state} extends ${builderName(twin)}${required.length > 0 ? '<M>' : ''} {}`,
  );
}

/** The builder of an action: its setters, and what becomes of it. */
export function emitActionBuilder(facts: ServiceFacts, action: string): string {
  const { input, output, method } = facts.actions[action] as ServiceFacts['actions'][string];
  const name = builderName(input);
  const required = requiredNames(facts, input);
  const state = required.length > 0 ? `M extends string = ${union(required)}, ` : '';
  const bases = [
    required.length > 0 ? `$.Completable<M, ${input}, O, ${name}<never, O>>` : `$.Runnable<${input}, O>`,
  ];
  if (method === 'GET') bases.push('$.Presignable');
  if (facts.shapes[input]?.['DryRun']) bases.push('$.DryRunnable');
  const shared = sharedFilters(facts, action);
  if (shared.size > 0) bases.push(filtersName(action));
  const several = severalMember(facts, action);
  const next = (setter: Setter): string => {
    if (setter.required) return `${name}<Exclude<M, "${setter.canonical}">, O>`;
    if (setter.wire === several) return `${name}<${required.length > 0 ? 'M, ' : ''}$.Several<O>>`;
    return 'this';
  };
  const own = settersOf(facts, input).filter((setter) => !shared.has(setter.name));
  const lines = setterLines(facts, input, own, next);
  return block(
    `export interface ${name}<${state}O = $.Result<${output}>> extends ${bases.join(', ')}`,
    lines,
  );
}

/** The member that makes a creation give several resources. */
function severalMember(facts: ServiceFacts, action: string): string | undefined {
  const creates = Object.values(facts.resources).some(
    ({ create }) => create?.action === action && /^\w+\[0\]$/.test(create.idPath ?? ''),
  );
  const input = facts.shapes[facts.actions[action]?.input ?? ''];
  return creates ? ['Count', 'number'].find((member) => input?.[member]?.type === 'integer') : undefined;
}
