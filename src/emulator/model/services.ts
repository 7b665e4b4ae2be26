import { loadService, loadShared, readServiceHead, serviceNames } from '../../catalog/load.js';
import { ServicePlan } from './service-model.js';

interface EndpointTables {
  readonly defaultTable: Readonly<Record<string, 'global' | 'regional'>>;
  readonly standardTable: Readonly<Record<string, 'global' | 'regional'>>;
}

/** Of each service, by its name for signing: the module of each of its versions. */
type Index = ReadonlyMap<string, ReadonlyMap<string, string>>;

// Derived from the catalog alone, which never changes while a process runs: safe to share between emulators.
let index: Index | undefined;
let globals: ReadonlySet<string> | undefined;
const plans = new Map<string, ServicePlan>();

function serviceIndex(): Index {
  if (index) return index;
  const byService = new Map<string, Map<string, string>>();
  for (const name of serviceNames()) {
    const { service, version } = readServiceHead(name);
    const versions = byService.get(service) ?? new Map<string, string>();
    byService.set(service, versions.set(version, name));
  }
  index = byService;
  return index;
}

/** The versions of a service by its name for signing, or undefined where there is no such service. */
export function versionsOf(service: string): ReadonlyMap<string, string> | undefined {
  return serviceIndex().get(service);
}

/** The plan of one module, made when it is first asked for. */
export function servicePlan(module: string): ServicePlan {
  let plan = plans.get(module);
  if (!plan) plans.set(module, (plan = new ServicePlan(loadService(module))));
  return plan;
}

/** Whether a service keeps one state for all regions, as the endpoint tables tell. */
export function isGlobalService(service: string): boolean {
  if (!globals) {
    const { defaultTable, standardTable } = loadShared<EndpointTables>('endpoints');
    const flags = { ...standardTable, ...defaultTable };
    globals = new Set(Object.keys(flags).filter((name) => flags[name] === 'global'));
  }
  return globals.has(service);
}
