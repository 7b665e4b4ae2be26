import { camelName } from '../../catalog/names.js';
import type { ResourceFacts, ServiceFacts } from '../../catalog/types.js';
import { resourceMembers } from './methods.js';
import { readShapes } from '../../catalog/shapes.js';

/** A group of settings of a resource that has a reader and a writer of its own. */
export interface FacetModel {
  /** The method of the resource that gives it: `backupPolicy`. */
  readonly name: string;
  readonly get: string | undefined;
  readonly update: string | undefined;
  readonly enable: string | undefined;
  readonly disable: string | undefined;
}

/** The facets of a resource type, named without the resource type where enough is left: `DBInstanceSSL` of DBInstance is `ssl()`. */
export function deriveFacets(
  facts: ServiceFacts,
  resourceType: string,
  resource: ResourceFacts,
  taken: ReadonlySet<string>,
): readonly FacetModel[] {
  const members = readShapes(facts, resource).flatMap((shape) => Object.keys(facts.shapes[shape] ?? {}));
  const isTaken = new Set([...taken, ...resourceMembers, ...members.map(camelName)]);
  const facets: FacetModel[] = [];
  for (const [facet, ways] of Object.entries(resource.facets ?? {})) {
    const rest = facet.startsWith(resourceType) ? facet.slice(resourceType.length) : facet;
    // One plain word, such as Value or Config, says too little without the resource type.
    const short = camelName(/^[A-Z][a-z]+$/.test(rest) ? facet : rest);
    // What is read of the resource may have the name: it says less than the facet, and stays a getter.
    const name = [short, camelName(facet), `${short}Settings`].find((each) => !isTaken.has(each));
    if (name === undefined) continue;
    isTaken.add(name);
    const known = (action: string | undefined) => (facts.actions[action ?? ''] ? action : undefined);
    const { get, update, enable, disable } = ways;
    facets.push({
      name,
      get: known(get),
      update: known(update),
      enable: known(enable),
      disable: known(disable),
    });
  }
  return facets;
}
