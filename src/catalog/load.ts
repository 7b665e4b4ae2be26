import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { ConfigError } from '../errors/config.js';
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
    .filter((file) => file.endsWith('.json') && file !== 'sources.json')
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

/**
 * The signing name and the version of one service. Reads only the first lines of its facts: parsing those of all
 * services takes much longer.
 */
export function readServiceHead(name: string): Pick<ServiceFacts, 'service' | 'version'> {
  const buffer = Buffer.alloc(300);
  const file = openSync(new URL(`${name}.json`, folder), 'r');
  const head = buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, 0));
  closeSync(file);
  const service = /"service": "([^"]+)"/.exec(head)?.[1];
  const version = /"version": "([^"]+)"/.exec(head)?.[1];
  if (service === undefined || version === undefined)
    throw new ConfigError(`The facts of "${name}" do not begin with a service and a version`);
  return { service, version };
}

/** Facts that no single service owns: `catalog/shared/<name>.json`, such as `endpoints` or `errors`. */
export function loadShared<T>(name: 'endpoints' | 'errors'): T {
  return JSON.parse(readFileSync(new URL(`shared/${name}.json`, folder), 'utf8')) as T;
}
