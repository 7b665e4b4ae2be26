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

function buildIndex(): ServiceIndex {
  const byService = new Map<string, Map<string, string>>();
  for (const { name, service, version } of allServiceHeads().values()) {
    const versions = byService.get(service) ?? new Map<string, string>();
    byService.set(service, versions.set(version, name));
  }
  return byService;
}
