import { readFileSync } from 'node:fs';
import type { ServiceFacts } from '../../src/catalog/types.js';
import { evidence } from '../identity/evidence.js';
import { serviceNames } from '../../src/catalog/load.js';
import type { Provenance } from './provenance.js';

/** A type of confidence `low`, and what stands behind its parts. */
export interface Guess {
  readonly type: string;
  readonly kind: string;
  /** Parts by source: `rules`, evidence, curated facts. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
}

/** The guessed types of a service: those to look at first with better sources at hand. */
function guessesOf(
  { name, resources }: Pick<ServiceFacts, 'name' | 'resources'>,
  provenance: Provenance,
): Guess[] {
  return Object.entries(resources)
    .filter(([, { confidence }]) => confidence === 'low')
    .map(([type, { kind }]) => ({
      type: `${name}.${type}`,
      kind,
      sources: provenance.resources[type] ?? {},
    }));
}

/** Prints the guessed types of the whole catalog, one a line. */
export function printGuesses(): void {
  const read = (path: string): unknown =>
    JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as unknown;
  const guesses = serviceNames().flatMap((service) =>
    guessesOf(
      read(`catalog/${service}.json`) as ServiceFacts,
      read(`facts/provenance/${service}.json`) as Provenance,
    ),
  );
  const reasons = new Map(
    evidence
      .explanations()
      .filter(({ about }) => about === 'guess')
      .map(({ resource, reason }) => [resource, reason]),
  );
  for (const { type, kind, sources } of guesses) {
    const parts = Object.entries(sources).map(([source, names]) => `${source}: ${names.join(' ')}`);
    console.log(`${type} (${kind}): ${reasons.get(type) ?? 'not looked at yet'} ${parts.join('; ')}`);
  }
  console.log(`${guesses.length} types are a guess`);
}
