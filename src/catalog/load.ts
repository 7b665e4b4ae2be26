import { ConfigError } from '../errors/config.js';
import { nearestHint } from '../util/nearest.js';
import { engineFactsTexts, serviceHeads, sharedFacts } from './built-in.js';
import type { EngineService } from './engine-calls.js';
import { unpackFacts } from './packed-facts.js';
import { parseFacts } from './parse-facts.js';
import type { ServiceFacts } from './types.js';

/** What is known of every service without its facts. */
export type ServiceHead = Pick<ServiceFacts, 'name' | 'service' | 'version'>;

/** Imports a service's facts, packed, as a module's default export. */
export type FactsImport = () => Promise<{ readonly default: string }>;

const sources = new Map<string, () => string>();
const parsed = new Map<string, ServiceFacts>();
let imports: Readonly<Record<string, FactsImport>> = {};
let heads: ReadonlyMap<string, ServiceHead> | undefined;

/** All services by module name, whether the program imports them or not. */
export function allServiceHeads(): ReadonlyMap<string, ServiceHead> {
  heads ??= new Map(
    serviceHeads.split('\n').map((line) => {
      const [name, service, version] = line.split(' ') as [string, string, string];
      return [name, { name, service, version }];
    }),
  );
  return heads;
}

/** The module names of all services, sorted, whether the program imports them or not. */
export function serviceNames(): readonly string[] {
  return [...allServiceHeads().keys()];
}

/**
 * Makes a service's packed facts known; its module does so when it is imported. They are read when they are asked for.
 */
export function registerFacts(name: string, packed: string): void {
  registerSource(name, () => unpackFacts(packed));
}

/** As {@link registerFacts}, of what gives the text: the repository's own programs read it from the catalog. */
export function registerSource(name: string, read: () => string): void {
  if (!sources.has(name)) sources.set(name, read);
}

/** Makes facts known that are imported when a call first needs them. */
export function registerImports(all: Readonly<Record<string, FactsImport>>): void {
  imports = { ...imports, ...all };
}

/** The facts of a service whose module the program imported; undefined for all others. */
export function findService(name: string): ServiceFacts | undefined {
  const known = parsed.get(name);
  if (known) return known;
  const read = sources.get(name);
  if (read === undefined) return undefined;
  const facts = parseFacts(read());
  parsed.set(name, facts);
  return facts;
}

/** As {@link findService}, and imports the facts where the program imported `volcengine-fluent/catalog`. */
export async function importService(name: string): Promise<ServiceFacts | undefined> {
  const load = sources.has(name) ? undefined : imports[name];
  if (load) registerFacts(name, (await load()).default);
  return findService(name);
}

/**
 * The facts of a service whose module the program imported.
 *
 * @param name - the module's name, such as `ecs` or `rdsmysqlv2`
 * @throws {@link ConfigError} when the program did not import it, or there is no such service; the message has the
 * nearest names
 */
export function loadService(name: string): ServiceFacts {
  const facts = findService(name);
  if (facts) return facts;
  if (!allServiceHeads().has(name)) throw noSuchService(name);
  throw new ConfigError(
    `This needs the facts of ${name}, which the program does not have: import 'volcengine-fluent/${name}' in it`,
  );
}

/** The error for a name that no service has. */
export function noSuchService(name: string): ConfigError {
  return new ConfigError(`There is no service "${name}" in the catalog${nearestHint(name, serviceNames())}`);
}

const engineFacts = new Map<EngineService, ServiceFacts>();

/** The facts of the actions of a service that resources call themselves. */
export function engineFactsOf(service: EngineService): ServiceFacts {
  let facts = engineFacts.get(service);
  if (!facts) engineFacts.set(service, (facts = JSON.parse(engineFactsTexts[service]) as ServiceFacts));
  return facts;
}

/** Facts that no single service owns, such as `endpoints` or `errors`. */
export function loadShared<T>(name: keyof typeof sharedFacts): T {
  return JSON.parse(sharedFacts[name]) as T;
}
