import { settersOf, type Setter } from '../src/builders/setters.js';
import type { MemberFacts, ServiceFacts } from '../src/catalog/types.js';
import { listOf, memberDoc, memberType, union } from './members.js';

/** The name of a shape's builder interface. */
export function builderName(shape: string): string {
  return `${shape.replace(/Request$/, '')}Builder`;
}

/** The names that `missing` can have for a shape. */
export function requiredNames(facts: ServiceFacts, shape: string): readonly string[] {
  return settersOf(facts, shape)
    .filter(({ how, required, name, canonical }) => how === 'set' && required && name === canonical)
    .map(({ name }) => name);
}

/** The builder of a shape that nests in others. */
export function emitNestedBuilder(facts: ServiceFacts, shape: string): string {
  const name = builderName(shape);
  const required = requiredNames(facts, shape);
  const state = required.length > 0 ? `<M extends string = ${union(required)}>` : '';
  const base = `$.Buildable<${required.length > 0 ? 'M' : 'never'}, ${shape}>`;
  const next = (setter: Setter): string =>
    setter.required ? `${name}<Exclude<M, "${setter.canonical}">>` : 'this';
  return block(`export interface ${name}${state} extends ${base}`, setterLines(facts, shape, next));
}

/** The builder of an action: its setters, and what becomes of it. */
export function emitActionBuilder(facts: ServiceFacts, action: string): string {
  const { input, output, method } = facts.actions[action] as ServiceFacts['actions'][string];
  const name = builderName(input);
  const required = requiredNames(facts, input);
  const missing = required.length > 0 ? 'M' : 'never';
  const state = required.length > 0 ? `M extends string = ${union(required)}, ` : '';
  const bases = [`$.Runnable<${missing}, ${input}, O>`];
  if (method === 'GET') bases.push('$.Presignable');
  if (facts.shapes[input]?.['DryRun']) bases.push('$.DryRunnable');
  const several = severalMember(facts, action);
  const next = (setter: Setter): string => {
    if (setter.required) return `${name}<Exclude<M, "${setter.canonical}">, O>`;
    if (setter.wire === several) return `${name}<${required.length > 0 ? 'M, ' : ''}$.Several<O>>`;
    return 'this';
  };
  const lines = setterLines(facts, input, next);
  if (required.length > 0) {
    const from =
      'Sets the members of a request in wire names, or of a model instance, over the present ones.';
    lines.push(`/** ${from} */`, `from(request: ${input}): ${name}<never, O>;`);
    lines.push(`from(request: Partial<${input}>): this;`);
  }
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

/** The setters of a shape as interface members; `next` says what each gives. */
export function setterLines(
  facts: ServiceFacts,
  shape: string,
  next: (setter: Setter) => string,
  without: ReadonlySet<string> = new Set(),
): string[] {
  const lines: string[] = [];
  for (const setter of settersOf(facts, shape)) {
    const { name, wire, how, value, canonical } = setter;
    if (without.has(name)) continue;
    const member = facts.shapes[shape]?.[wire] as MemberFacts;
    const adds = how === 'append' ? 'Adds one to ' : how === 'put' ? 'Sets one entry of ' : '';
    const short = how === 'set' && name !== canonical ? ` (short for \`${canonical}\`)` : '';
    lines.push(`/** ${adds}${how === 'set' ? memberDoc(wire, member) : `\`${wire}\``}${short} */`);
    const params = how === 'put' ? `key: string, value: ${given(value)}` : `value: ${given(value)}`;
    lines.push(`${name}(${params}): ${next(setter)};`);
  }
  return lines;
}

/** What a setter takes: nested shapes also as a callback over their builder. */
function given(member: MemberFacts): string {
  if (member.ref !== undefined) return `$.Init<${member.ref}, ${builderName(member.ref)}>`;
  if (member.type === 'list' && member.items) return listOf(given(member.items), 'in');
  return memberType(member, 'in');
}

/** A declaration with indented lines in braces. */
export function block(head: string, lines: readonly string[]): string {
  return lines.length > 0 ? `${head} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}` : `${head} {}`;
}
