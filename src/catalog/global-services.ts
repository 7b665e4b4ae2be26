import { allServiceHeads, loadShared } from './load.js';

interface EndpointTables {
  readonly defaultTable: Readonly<Record<string, 'global' | 'regional'>>;
  readonly standardTable: Readonly<Record<string, 'global' | 'regional'>>;
}

let globalServices: ReadonlySet<string> | undefined;

/**
 * Whether a service keeps one state for all regions, by the endpoint tables of the facts.
 *
 * @param service - the signing name
 */
export function isGlobalService(service: string): boolean {
  if (!globalServices) {
    const { defaultTable, standardTable } = loadShared<EndpointTables>('endpoints');
    const scopes = { ...standardTable, ...defaultTable };
    globalServices = new Set(Object.keys(scopes).filter((name) => scopes[name] === 'global'));
  }
  return globalServices.has(service);
}

/** The same by the name of the service's module. */
export function isGlobalModule(module: string): boolean {
  return isGlobalService(allServiceHeads().get(module)?.service ?? module);
}
