import { pluralName, singularName } from '../src/catalog/names.js';
import type { MemberFacts, ServiceFacts } from '../src/catalog/types.js';
import { sentenceOf } from './sentences.js';

/** A doc comment of one line. */
export function doc(text: string): string {
  return `/** ${text} */`;
}

/** A doc comment with a first sentence and an example. */
export function docWithExample(text: string, example: readonly string[]): string {
  const lines = [text, '', '@example', '```ts', ...example, '```'];
  return `/**\n${lines.map((line) => (line === '' ? ' *' : ` * ${line}`)).join('\n')}\n */`;
}

/** A link to an action's page in the API explorer, under its name. */
export function actionLink({ service, version }: ServiceFacts, action: string): string {
  const query = `action=${action}&serviceCode=${service}&version=${version}`;
  return `[${action}](https://api.volcengine.com/api-explorer/?${query})`;
}

/** The plural of a resource type in a sentence: `Policies`; a name that is a plural already stays. */
export function plural(resourceType: string): string {
  const isPlural = resourceType.endsWith('s') && singularName(resourceType) !== undefined;
  return isPlural ? resourceType : pluralName(resourceType);
}

/** What the facts say of a member: `` `ImageId` — required, 1–128 characters ``. */
export function memberDoc(wire: string, member: MemberFacts): string {
  const facts = memberFacts(member);
  return described(`\`${wire}\`${facts.length > 0 ? ` — ${facts.join(', ')}` : ''}`, member);
}

/** What the facts say of a member that was read; its type says `number` of integers too. */
export function getterDoc(wire: string, member: MemberFacts): string {
  const words = memberFacts({ ...member, required: false });
  if (member.type === 'integer') words.unshift('integer');
  return described(`\`${wire}\`${words.length > 0 ? ` — ${words.join(', ')}` : ''}`, member);
}

/** A text with the sentence that describes its member behind it, when there is one. */
export function described(text: string, member: MemberFacts): string {
  const sentence = sentenceOf(member);
  return sentence === '' ? text : `${text}${text === '' || text.endsWith('.') ? '' : '.'} ${sentence}`.trim();
}

/** The facts of a member that its type does not show; empty for most. */
export function memberFacts(member: MemberFacts): string[] {
  const { required, minimum, maximum, minLength, maxLength } = member;
  const facts: string[] = [];
  if (required) facts.push('required');
  const range = span(minimum, maximum);
  if (range !== undefined) facts.push(range);
  const unit = member.type === 'list' ? 'items' : 'characters';
  const length = span(minLength, maxLength);
  if (length !== undefined) facts.push(`${length} ${unit}`);
  const values = member.enum ?? member.items?.enum;
  if (values && values.length > 0) facts.push(`one of ${values.map((value) => `\`${value}\``).join(', ')}`);
  return facts;
}

function span(low: number | undefined, high: number | undefined): string | undefined {
  if (low !== undefined && high !== undefined) return low === high ? `${low}` : `${low}–${high}`;
  if (low !== undefined) return `at least ${low}`;
  return high === undefined ? undefined : `at most ${high}`;
}
