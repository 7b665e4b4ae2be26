import { loadService, serviceNames } from '../catalog/load.js';
import { isReadingName } from '../catalog/action-kinds.js';
import type { ServiceFacts } from '../catalog/types.js';
import type { CallTarget } from '../types/call.js';
import { ConfigError } from '../errors/config.js';
import { nearestHint } from '../util/nearest.js';

/** An action by its names, for {@link Volcengine.call}. */
export interface ActionAddress {
  /** The signing name (`rds_mysql`) or the module's name (`rdsmysqlv2`). */
  readonly service: string;
  /** Needed unless the catalog has the service in one version with this action. */
  readonly version?: string | undefined;
  readonly action: string;
  /** For an action unknown to the facts. @defaultValue what most actions of the service have; `POST` for an unknown service */
  readonly method?: 'GET' | 'POST' | undefined;
  /** For an action unknown to the facts. @defaultValue what most actions of the service have; else `query` for a GET, `json` for a POST */
  readonly protocol?: 'query' | 'form' | 'json' | undefined;
  /** Whether it changes nothing; for an action unknown to the facts. @defaultValue by its verb */
  readonly isRead?: boolean | undefined;
}

/** A found action: the facts that have it, or a target made from its address. */
export type Found = { readonly facts: ServiceFacts } | { readonly target: CallTarget };

/**
 * Finds an action by its names.
 *
 * @throws {@link ConfigError} for an unknown service or action without a version, with the nearest names, and for
 * several versions to choose from
 */
export function findTarget(address: ActionAddress, request: Readonly<Record<string, unknown>>): Found {
  const { service, version, action } = address;
  for (const [name, value] of Object.entries({ service, action }))
    if (typeof value !== 'string' || value === '')
      throw new ConfigError(`call needs ${name}: a name as in the API's documentation`);
  checkAddress(address);
  const known = servicesNamed(service).filter((facts) => version === undefined || facts.version === version);
  const having = known.filter((facts) => Object.hasOwn(facts.actions, action));
  const [facts] = having;
  if (having.length > 1)
    throw new ConfigError(
      `${service} has ${action} in several versions: set version to ${versionsOf(having)}`,
    );
  if (facts !== undefined) return { facts };
  if (version === undefined) refuse(service, action, known);
  return { target: unknownTarget(address, version, known, request) };
}

const choices = { method: ['GET', 'POST'], protocol: ['query', 'form', 'json'] } as const;

/** @throws {@link ConfigError} for names that cannot be in a URL, and for methods and protocols that there are not */
function checkAddress(address: ActionAddress): void {
  for (const name of ['service', 'version', 'action'] as const)
    if (!/^[\w.:-]{0,200}$/.test(address[name] ?? ''))
      throw new ConfigError(`${name} must be a name as in the API's documentation`);
  for (const name of ['method', 'protocol'] as const) {
    const value: string | undefined = address[name];
    const allowed: readonly string[] = choices[name];
    if (value !== undefined && !allowed.includes(value))
      throw new ConfigError(`${name} must be ${allowed.map((one) => `"${one}"`).join(' or ')}`);
  }
}

/** The services of a name: its module, or all versions of its signing name. Loads only files whose names begin like it. */
function servicesNamed(service: string): readonly ServiceFacts[] {
  const code = service.toLowerCase().replace(/[^a-z0-9]/g, '');
  const modules = serviceNames().filter((name) => code !== '' && name.startsWith(code));
  if (modules.includes(service)) {
    const facts = loadService(service);
    // `iam` is a module and, with another one, a signing name.
    if (facts.service !== service) return [facts];
  }
  return modules.map(loadService).filter((facts) => facts.service === service);
}

function unknownTarget(
  { service: named, action, method, protocol, isRead }: ActionAddress,
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
    protocol: usual?.protocol ?? protocol ?? (used === 'GET' ? 'query' : 'json'),
    isRead: isRead ?? isReadingName(action),
    // Only its caller knows whether it has one.
    clientTokenMember: request['ClientToken'] === undefined ? undefined : 'ClientToken',
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
