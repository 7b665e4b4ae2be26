import { readFileSync } from 'node:fs';
import { ConfigError } from '../errors/config.js';
import { allServiceHeads, findService, noSuchService } from './load.js';
import { factsIn } from './packed-facts.js';
import { parseFacts } from './parse-facts.js';
import type { ServiceFacts } from './types.js';

const read = new Map<string, ServiceFacts>();

/**
 * The facts of any service, also of one that the program does not import: read from the disk on first use and kept for
 * the process. For the local cloud, recordings and the repository's own tools; the client side reads nothing.
 *
 * @throws {@link ConfigError} when there is no such service, or its file is not beside this module
 */
export function anyService(name: string): ServiceFacts {
  const known = findService(name) ?? read.get(name);
  if (known) return known;
  const facts = parseFacts(readFactsText(name));
  read.set(name, facts);
  return facts;
}

/** The text of a service's facts, as the catalog has it. */
export function readFactsText(name: string): string {
  if (!allServiceHeads().has(name)) throw noSuchService(name);
  try {
    // The repository has the catalog, the package has modules made of it.
    return import.meta.url.endsWith('.ts')
      ? readFileSync(new URL(`../../catalog/${name}.json`, import.meta.url), 'utf8')
      : factsIn(readFileSync(new URL(`../facts/${name}.js`, import.meta.url), 'utf8'));
  } catch (cause) {
    throw new ConfigError(
      `The facts of ${name} could not be read: leave the local cloud out of the bundle, or await loadFacts() of 'volcengine-fluent/catalog' first`,
      { cause },
    );
  }
}
