import { memberAt, readDescriptions as readFile } from '../facts/import/descriptions.js';
import { describedShapes } from '../src/catalog/descriptions.js';
import { readDescriptions } from '../src/catalog/read-descriptions.js';
import type { MemberFacts, ServiceFacts } from '../src/catalog/types.js';

/** A sentence by the member that it describes. */
const sentences = new WeakMap<MemberFacts, string>();

/** What a member is for, in one sentence; empty when nothing describes it. */
export function sentenceOf(member: MemberFacts): string {
  return sentences.get(member) ?? '';
}

/** Puts the sentences of `catalog/descriptions/` on the members of a service that have none yet. */
export function describeMembers(facts: ServiceFacts): void {
  const describe = readDescriptions(facts, 'en');
  for (const shape of describedShapes(facts))
    for (const [name, member] of Object.entries(facts.shapes[shape] ?? {})) {
      const sentence = describe(shape, name);
      if (sentence !== undefined && !sentences.has(member)) sentences.set(member, sentence);
    }
}

/** Reads a file of parameter descriptions and gives a function that describes the members of a service. */
export function describing(file: string): (facts: ServiceFacts) => void {
  const { apis } = readFile(file);
  return (facts) => {
    const actions = apis[facts.service]?.[facts.version] ?? {};
    for (const [action, parameters] of Object.entries(actions))
      for (const [parameter, { description_en: text = '' }] of Object.entries(parameters)) {
        const found = memberAt(facts, action, parameter);
        const sentence = firstSentence(text);
        if (found && sentence !== '') sentences.set(found.member as MemberFacts, sentence);
      }
  };
}

/** The first sentence of a text, on one line and safe in a comment. */
export function firstSentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('*/', '* /').trim();
  const sentence = /^.*?[.!?。](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length > 200 ? `${sentence.slice(0, 199).trimEnd()}…` : sentence;
}
