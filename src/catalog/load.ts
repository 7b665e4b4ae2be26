import { readdirSync, readFileSync } from 'node:fs';
import { ConfigError } from '../errors/config-error.js';
import { nearestHint } from '../util/nearest.js';
import { parseFacts } from './parse-facts.js';
import type { ServiceFacts } from './types.js';

// `src/catalog/` and `dist/catalog/` lie equally deep, so one path serves both.
const folder = new URL('../../catalog/', import.meta.url);
const loaded = new Map<string, ServiceFacts>();
let names: readonly string[] | undefined;

/** The module names of all services of the catalog, sorted; reads the folder's listing only. */
export function serviceNames(): readonly string[] {
  names ??= readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
  return names;
}

/**
 * The facts of one service, read on first use and kept for the process.
 *
 * @param name - the module's name, such as `ecs` or `rdsmysqlv2`
 * @throws {@link ConfigError} when the catalog has no such service; the message has the nearest names
 */
export function loadService(name: string): ServiceFacts {
  const known = loaded.get(name);
  if (known) return known;
  const facts = parseFacts(readFacts(name));
  loaded.set(name, facts);
  return facts;
}

function readFacts(name: string): string {
  try {
    // Listing the folder would take longer than reading one file, so names are looked at only when there is none.
    if (/^[\w-]+$/.test(name)) return readFileSync(new URL(`${name}.json`, folder), 'utf8');
  } catch (cause) {
    if (serviceNames().includes(name)) throw cause;
  }
  throw new ConfigError(`There is no service "${name}" in the catalog${nearestHint(name, serviceNames())}`);
}

/** Facts that no single service owns: `catalog/shared/<name>.json`, such as `endpoints` or `errors`. */
export function loadShared<T>(name: 'endpoints' | 'errors'): T {
  return JSON.parse(readFileSync(new URL(`shared/${name}.json`, folder), 'utf8')) as T;
}
