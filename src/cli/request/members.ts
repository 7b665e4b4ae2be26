import { settersOf } from '../../builders/setters.js';
import type { MemberFacts, ServiceFacts } from '../../catalog/types.js';
import { nearestHint } from '../../util/nearest.js';
import { normal } from '../lookup/find-service.js';
import { UsageError } from '../usage-error.js';

/** A member of a shape that a word stands for. */
export interface FoundMember {
  /** Its name in the API. */
  readonly wire: string;
  readonly facts: MemberFacts;
}

/**
 * The member of a shape that a word means: its name in the API, the name of its setter, a short name, or any of them
 * without regard to case and dashes: `ImageId`, `imageId`, `image-id`, `image`.
 */
export function findMember(facts: ServiceFacts, shapeName: string, word: string): FoundMember | undefined {
  const shape = facts.shapes[shapeName] ?? {};
  if (Object.hasOwn(shape, word)) return { wire: word, facts: shape[word] as MemberFacts };
  const setters = settersOf(facts, shapeName);
  const wanted = normal(word);
  const setter =
    setters.find(({ name }) => name === word) ??
    setters.find(({ wire }) => normal(wire) === wanted) ??
    setters.find(({ name }) => normal(name) === wanted);
  if (setter === undefined) return undefined;
  return { wire: setter.wire, facts: shape[setter.wire] as MemberFacts };
}

/** What to throw for a word that means no member. */
export function noSuchMember(
  facts: ServiceFacts,
  shapeName: string,
  word: string,
  where: string,
  options: readonly string[] = [],
): UsageError {
  const names = [...Object.keys(facts.shapes[shapeName] ?? {}), ...options];
  const aliases = settersOf(facts, shapeName).map(({ name }) => name);
  const hint = nearestHint(word, names) || nearestHint(word, aliases);
  return new UsageError(`${where} has no member or option --${word}${hint}`);
}
