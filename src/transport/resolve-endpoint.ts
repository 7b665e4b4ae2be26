import { loadShared } from '../catalog/load.js';
import { ConfigError } from '../errors/config.js';
import { nearestHint } from '../util/nearest.js';
import { ownMember } from '../util/own.js';

type Scope = 'global' | 'regional';

interface EndpointFacts {
  readonly suffix: string;
  readonly dualStackSuffix: string;
  readonly fallback: string;
  readonly bootstrapRegions: readonly string[];
  /** Regions that the standard rules accept although their names have another form. */
  readonly standardRegions: readonly string[];
  readonly defaultTable: Readonly<Record<string, Scope>>;
  readonly standardTable: Readonly<Record<string, Scope>>;
}

/** The endpoints of one service that differ from the tables. */
export interface CustomEndpoint {
  /** The host for every region. */
  readonly global?: string | undefined;
  /** Hosts by region; another region gets `{service}.{region}` and the usual suffix. */
  readonly regional?: Readonly<Record<string, string>> | undefined;
}

/** How the host is found when no endpoint is configured. */
export interface EndpointRules {
  /** `default`: the gateway for all, own hosts in bootstrap regions only. `standard`: own hosts everywhere. */
  readonly provider: 'default' | 'standard';
  readonly dualStack: boolean;
  /** Regions in which services have hosts of their own, besides the built-in ones. */
  readonly bootstrapRegions: ReadonlySet<string>;
  readonly customEndpoints: Readonly<Record<string, CustomEndpoint>>;
}

interface Tables extends EndpointFacts {
  readonly builtIn: ReadonlySet<string>;
  readonly byDefault: ReadonlyMap<string, Scope>;
  readonly byStandard: ReadonlyMap<string, Scope>;
}

let tables: Tables | undefined;

/**
 * The host of a service in a region, or an address with its scheme if a custom endpoint has one.
 *
 * @param service - the signing name
 * @throws {@link ConfigError} when the standard provider does not know the service, or the region is not valid
 */
export function resolveEndpoint(service: string, region: string, rules: EndpointRules): string {
  tables ??= loadTables();
  const code = codeOf(service);
  const suffix = rules.dualStack ? tables.dualStackSuffix : tables.suffix;
  const hostOf = (scope: Scope): string =>
    scope === 'global' ? code + suffix : `${code}.${region}${suffix}`;
  const custom = ownMember(rules.customEndpoints, service);
  if (custom !== undefined)
    return custom.global ?? ownMember(custom.regional ?? {}, region) ?? hostOf('regional');
  if (rules.provider === 'standard') return hostOf(standardScope(tables, service, code, region));
  if (!tables.builtIn.has(region) && !rules.bootstrapRegions.has(region)) return tables.fallback;
  const scope = tables.byDefault.get(code) ?? tables.byStandard.get(code);
  return scope === undefined ? tables.fallback : hostOf(scope);
}

function standardScope(tables: Tables, service: string, code: string, region: string): Scope {
  if (!/^[a-z]{2}(-[a-z0-9]+)+$/.test(region) && !tables.standardRegions.includes(region))
    throw new ConfigError(`The region "${region}" is not valid; write it as "cn-beijing"`);
  const scope = tables.byStandard.get(code);
  if (scope === undefined) {
    const hint = nearestHint(service, Object.keys(tables.standardTable));
    throw new ConfigError(
      `The standard endpoints have no service "${service}"${hint || ': configure an endpoint, or use the default endpoints'}`,
    );
  }
  return scope;
}

function loadTables(): Tables {
  const facts = loadShared<EndpointFacts>('endpoints');
  const byCode = (table: Readonly<Record<string, Scope>>): ReadonlyMap<string, Scope> =>
    new Map(Object.entries(table).map(([service, scope]) => [codeOf(service), scope]));
  return {
    ...facts,
    builtIn: new Set(facts.bootstrapRegions),
    byDefault: byCode(facts.defaultTable),
    byStandard: byCode(facts.standardTable),
  };
}

/** The name of a service in hosts. */
function codeOf(service: string): string {
  return service.toLowerCase().replaceAll('_', '-');
}
