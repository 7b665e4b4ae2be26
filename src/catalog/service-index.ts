import { allServiceHeads } from './load.js';

/** For each signing name, the catalog module of each API version: `rds_mysql` → `2022-01-01` → `rdsmysqlv2`. */
type ServiceIndex = ReadonlyMap<string, ReadonlyMap<string, string>>;

let index: ServiceIndex | undefined;

/** All services by signing name and version. Made on first use. */
function serviceIndex(): ServiceIndex {
  index ??= buildIndex();
  return index;
}

/** The modules of a service by version, or undefined when no service has this signing name. */
export function versionsOf(service: string): ReadonlyMap<string, string> | undefined {
  return serviceIndex().get(service);
}

/** Signing names by {@link looseName}. */
let looseNames: ReadonlyMap<string, string> | undefined;

/**
 * The signing name that differs from a name only by case, `_` or `-`, as the names in official SDKs do: `CDN`,
 * `Volc_Observe`. Undefined when there is none.
 */
export function signingNameLike(name: string): string | undefined {
  looseNames ??= new Map([...serviceIndex().keys()].map((service) => [looseName(service), service]));
  return looseNames.get(looseName(name));
}

function looseName(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}

function buildIndex(): ServiceIndex {
  const byService = new Map<string, Map<string, string>>();
  for (const { name, service, version } of allServiceHeads().values()) {
    const versions = byService.get(service) ?? new Map<string, string>();
    byService.set(service, versions.set(version, name));
  }
  return byService;
}
