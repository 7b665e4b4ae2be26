import {
  allServiceHeads,
  findService,
  importService,
  serviceNames,
  type ServiceHead,
} from '../catalog/load.js';
import { isReadingName } from '../catalog/action-kinds.js';
import type { ServiceFacts } from '../catalog/types.js';
import type { CallTarget } from '../types/call.js';
import type { HttpMethod } from '../types/http.js';
import { ConfigError } from '../errors/config.js';
import { nearestHint } from '../util/nearest.js';

/** An action by its names, for {@link Volcengine.call}. */
export interface ActionAddress {
  /** The signing name (`rds_mysql`) or the module's name (`rdsmysqlv2`). */
  readonly service: string;
  /** Needed unless the program imports the service in one version with this action. */
  readonly version?: string | undefined;
  readonly action: string;
  /** For an action unknown to the facts. @defaultValue what most actions of the service have; `POST` for an unknown service. Needed for a service that is not imported */
  readonly method?: HttpMethod | undefined;
  /** For an action unknown to the facts. @defaultValue what most actions of the service have; else `json` for a POST, a PUT and a PATCH, `query` for others */
  readonly protocol?: CallTarget['protocol'] | undefined;
  /**
   * The encoded path of an API that has paths instead of actions; then `action` is only its name in errors and logs, and
   * `version` is not needed.
   */
  readonly path?: string | undefined;
  /** Whether it changes nothing; for an action unknown to the facts. @defaultValue by its verb */
  readonly isRead?: boolean | undefined;
}

/** A found action: the facts that have it, or a target made from its address. */
export type Found = { readonly facts: ServiceFacts } | { readonly target: CallTarget };

/**
 * Finds an action by its names.
 *
 * @param factsOf - the facts of a module. @defaultValue those that the program imported
 * @throws {@link ConfigError} for an unknown service or action without a version, with the nearest names; for several
 * versions to choose from; and for a service that is not imported, unless its version and method are given
 */
export function findTarget(
  address: ActionAddress,
  request: Readonly<Record<string, unknown>>,
  factsOf: (module: string) => ServiceFacts | undefined = findService,
): Found {
  const { service, version, action, method, protocol } = address;
  for (const [name, value] of Object.entries({ service, action }))
    if (typeof value !== 'string' || value === '')
      throw new ConfigError(`call needs ${name}: a name as in the API's documentation`);
  checkAddress(address);
  if (address.path !== undefined) return { target: unknownTarget(address, version ?? '', [], request) };
  const heads = headsNamed(service).filter((head) => version === undefined || head.version === version);
  const known = heads.map(({ name }) => factsOf(name)).filter((facts) => facts !== undefined);
  const having = known.filter((facts) => Object.hasOwn(facts.actions, action));
  const [facts] = having;
  if (having.length > 1)
    throw new ConfigError(
      `${service} has ${action} in several versions: set version to ${versionsOf(having)}`,
    );
  if (facts !== undefined) return { facts };
  const missing = heads.filter(({ name }) => !known.some((each) => each.name === name));
  const isDescribed = version !== undefined && (method ?? protocol) !== undefined;
  // A guess at how it is sent could drop the whole request: a GET's members are not read from a body.
  if (missing.length > 0 && !isDescribed) throw notImported(action, missing);
  if (version === undefined) refuse(service, action, known);
  const signingName = heads[0]?.service ?? service;
  return { target: unknownTarget({ ...address, service: signingName }, version, known, request) };
}

const choices = {
  method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  protocol: ['query', 'form', 'json', 'multipart'],
} as const;

/** @throws {@link ConfigError} for names that cannot be in a URL, and for methods and protocols that there are not */
function checkAddress(address: ActionAddress): void {
  for (const name of ['service', 'version', 'action'] as const)
    if (!/^[\w.:-]{0,200}$/.test(address[name] ?? ''))
      throw new ConfigError(`${name} must be a name as in the API's documentation`);
  if (address.path !== undefined && !/^\/[\w.~!$&'()*+,;=:@%/-]*$/.test(address.path))
    throw new ConfigError('path must begin with "/" and be encoded, without a query');
  for (const name of ['method', 'protocol'] as const) {
    const value: string | undefined = address[name];
    const allowed: readonly string[] = choices[name];
    if (value !== undefined && !allowed.includes(value))
      throw new ConfigError(`${name} must be ${allowed.map((one) => `"${one}"`).join(' or ')}`);
  }
}

/** Imports the facts of a service that {@link findTarget} looks for, where the program imported `volcengine-fluent/catalog`. */
export async function importNamed({ service, version }: ActionAddress): Promise<void> {
  for (const head of headsNamed(service)) {
    if (version === undefined || head.version === version) await importService(head.name);
  }
}

/** The services of a name: its module, or all versions of its signing name. */
function headsNamed(service: string): readonly ServiceHead[] {
  const all = allServiceHeads();
  const module = all.get(service);
  // `iam` is a module and, with another one, a signing name.
  if (module && module.service !== service) return [module];
  return [...all.values()].filter((head) => head.service === service);
}

function notImported(action: string, missing: readonly ServiceHead[]): ConfigError {
  const modules = missing.map(({ name }) => `'volcengine-fluent/${name}'`).join(' or ');
  return new ConfigError(
    `The program does not have the facts that tell how ${action} is sent: import ${modules}, or 'volcengine-fluent/catalog' for all services; or set version and method`,
  );
}

function unknownTarget(
  { service: named, action, method, protocol, isRead, path }: ActionAddress,
  version: string,
  known: readonly ServiceFacts[],
  request: Readonly<Record<string, unknown>>,
): CallTarget {
  const service = known[0]?.service ?? named;
  const usual = method === undefined && protocol === undefined ? usualWay(known) : undefined;
  const used = usual?.method ?? method ?? (protocol === 'query' ? 'GET' : 'POST');
  return {
    service,
    version,
    action,
    method: used,
    protocol: usual?.protocol ?? protocol ?? (/^P/.test(used) ? 'json' : 'query'),
    isRead: isRead ?? (path === undefined ? isReadingName(action) : used === 'GET' || used === 'HEAD'),
    // Only its caller knows whether it has one.
    clientTokenMember: request['ClientToken'] === undefined ? undefined : 'ClientToken',
    ...(path !== undefined && { path }),
  };
}

/** How most actions of a service are sent; undefined for an unknown service. */
function usualWay(known: readonly ServiceFacts[]): Pick<CallTarget, 'method' | 'protocol'> | undefined {
  const counts = new Map<string, { way: Pick<CallTarget, 'method' | 'protocol'>; times: number }>();
  for (const { method, protocol } of known.flatMap(({ actions }) => Object.values(actions))) {
    const key = `${method} ${protocol}`;
    const count = counts.get(key) ?? { way: { method, protocol }, times: 0 };
    count.times++;
    counts.set(key, count);
  }
  return [...counts.values()].sort((a, b) => b.times - a.times)[0]?.way;
}

function refuse(service: string, action: string, known: readonly ServiceFacts[]): never {
  if (known.length === 0) {
    const hint = nearestHint(service, serviceNames());
    throw new ConfigError(`There is no service "${service}" in the catalog: call it with its version${hint}`);
  }
  const hint = nearestHint(
    action,
    known.flatMap(({ actions }) => Object.keys(actions)),
  );
  throw new ConfigError(
    `${service} (${versionsOf(known)}) has no action "${action}": call it with a version${hint}`,
  );
}

function versionsOf(services: readonly ServiceFacts[]): string {
  return services.map(({ version }) => version).join(' or ');
}
