import { anyService } from '../../catalog/any-service.js';
import { serviceNames } from '../../catalog/load.js';
import type { ServiceFacts } from '../../catalog/types.js';
import { resourceWord } from '../lookup/find-resource-type.js';
import { normal } from '../lookup/find-service.js';

/** One thing of the catalog that a search found. */
export interface Hit {
  readonly kind: 'service' | 'resource' | 'action' | 'member';
  readonly service: string;
  /** As commands name it; a service's is its own. */
  readonly name: string;
  /** Of a member: an action that takes it. */
  readonly action?: string;
  /** Of a member: how many actions of the service take it. */
  readonly actions?: number;
}

/** What comes first among equally good hits. */
const kinds: readonly Hit['kind'][] = ['service', 'resource', 'action', 'member'];

/**
 * Finds services, resources, actions and request members whose names have all of the words, the best first: a whole
 * name, then a beginning, then any part.
 *
 * @param services - the modules to search in; all without it
 */
export function searchCatalog(
  words: readonly string[],
  services: readonly string[] = serviceNames(),
): readonly Hit[] {
  const wanted = words.map(normal).filter((word) => word !== '');
  if (wanted.length === 0) return [];
  const scored: { readonly score: number; readonly hit: Hit }[] = [];
  for (const service of services) {
    for (const hit of candidates(anyService(service))) {
      const score = scoreOf(hit, wanted);
      if (score > 0) scored.push({ score, hit });
    }
  }
  return scored
    .sort(
      (a, b) =>
        b.score - a.score ||
        rank(a.hit) - rank(b.hit) ||
        (b.hit.actions ?? 0) - (a.hit.actions ?? 0) ||
        (textOf(a.hit) < textOf(b.hit) ? -1 : 1),
    )
    .map(({ hit }) => hit);
}

function* candidates(facts: ServiceFacts): Generator<Hit> {
  const { name: service } = facts;
  yield { kind: 'service', service, name: service };
  for (const resourceType of Object.keys(facts.resources))
    yield { kind: 'resource', service, name: resourceWord(resourceType) };
  const members = new Map<string, { action: string; actions: number }>();
  for (const [action, { input }] of Object.entries(facts.actions)) {
    yield { kind: 'action', service, name: action };
    for (const member of Object.keys(facts.shapes[input] ?? {})) {
      const known = members.get(member);
      if (known) known.actions += 1;
      else members.set(member, { action, actions: 1 });
    }
  }
  for (const [name, { action, actions }] of members) yield { kind: 'member', service, name, action, actions };
}

/** 0: none of it. The service's name counts as a word of what it has. */
function scoreOf({ service, name }: Hit, wanted: readonly string[]): number {
  const own = normal(name);
  const whole = wanted.join('');
  if (own === whole) return 4;
  if (own.startsWith(whole)) return 3;
  const rest = wanted.filter((word) => !own.includes(word));
  if (rest.length === 0) return 2;
  return rest.length < wanted.length && rest.every((word) => service.startsWith(word)) ? 2.5 : 0;
}

function rank({ kind }: Hit): number {
  return kinds.indexOf(kind);
}

function textOf({ service, name }: Hit): string {
  return `${String(name.length).padStart(4, '0')} ${name} ${service}`;
}
