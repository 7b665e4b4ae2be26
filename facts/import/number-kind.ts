import type { Sdk, SdkMember } from './sdk.js';

/** Tells integers and fractions apart where a source knows only numbers. */
export interface NumberVotes {
  isInteger(memberName: string): boolean;
}

interface Vote {
  integers: number;
  fractions: number;
}

/**
 * Asks the Python SDK, which has both types: most of its members of the same name decide, else most of those that end
 * in the same word. A member that neither decides stays a number.
 */
export function integerVotes(python: Sdk): NumberVotes {
  const byName = new Map<string, Vote>();
  const byWord = new Map<string, Vote>();
  for (const { shapes } of Object.values(python.services)) {
    for (const shape of Object.values(shapes)) {
      for (const [name, member] of Object.entries(shape)) count(name, member);
    }
  }
  function count(name: string, member: SdkMember): void {
    for (let part: SdkMember | undefined = member; part; part = part.items ?? part.values) {
      if (part.type !== 'integer' && part.type !== 'number') continue;
      const field = part.type === 'integer' ? 'integers' : 'fractions';
      vote(byName, name.toLowerCase())[field] += 1;
      vote(byWord, lastWord(name))[field] += 1;
    }
  }
  return {
    isInteger(name) {
      const exact = byName.get(name.toLowerCase());
      const votes = exact && exact.integers + exact.fractions > 0 ? exact : byWord.get(lastWord(name));
      return votes !== undefined && votes.integers > votes.fractions;
    },
  };
}

function vote(votes: Map<string, Vote>, key: string): Vote {
  const known = votes.get(key);
  if (known) return known;
  const made = { integers: 0, fractions: 0 };
  votes.set(key, made);
  return made;
}

function lastWord(name: string): string {
  return (/([A-Z]?[a-z]+|[A-Z]+|\d+)$/.exec(name)?.[0] ?? name).toLowerCase();
}
