import { camelName } from '../../catalog/names.js';
import type { ResourceFacts, ServiceFacts } from '../../catalog/types.js';
import { resourceMembers } from './methods.js';
import { readShapes } from '../../catalog/shapes.js';

/** A group of settings of a resource that has a reader and a writer of its own. */
export interface FacetPlan {
  /** The method of the resource that gives it: `backupPolicy`. */
  readonly name: string;
  readonly get: string | undefined;
  readonly update: string | undefined;
  readonly enable: string | undefined;
  readonly disable: string | undefined;
}

/** The facets of a noun, named without the noun where enough is left: `DBInstanceSSL` of DBInstance is `ssl()`. */
export function planFacets(
  facts: ServiceFacts,
  noun: string,
  resource: ResourceFacts,
  taken: ReadonlySet<string>,
): readonly FacetPlan[] {
  const members = readShapes(facts, resource).flatMap((shape) => Object.keys(facts.shapes[shape] ?? {}));
  const isTaken = new Set([...taken, ...resourceMembers, ...members.map(camelName)]);
  const planned: FacetPlan[] = [];
  for (const [facet, ways] of Object.entries(resource.facets ?? {})) {
    const rest = facet.startsWith(noun) ? facet.slice(noun.length) : facet;
    // One plain word, such as Value or Config, says too little without the noun.
    const short = camelName(/^[A-Z][a-z]+$/.test(rest) ? facet : rest);
    // What is read of the resource may have the name: it says less than the facet, and stays a getter.
    const name = [short, camelName(facet), `${short}Settings`].find((each) => !isTaken.has(each));
    if (name === undefined) continue;
    isTaken.add(name);
    const known = (action: string | undefined) => (facts.actions[action ?? ''] ? action : undefined);
    const { get, update, enable, disable } = ways;
    planned.push({
      name,
      get: known(get),
      update: known(update),
      enable: known(enable),
      disable: known(disable),
    });
  }
  return planned;
}
