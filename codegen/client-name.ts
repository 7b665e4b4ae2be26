import { pascalName } from '../src/catalog/names.js';
import type { ServiceFacts } from '../src/catalog/types.js';

/** Words that the services' names run together, as people write them. */
const words: Readonly<Record<string, string>> = {
  transitrouter: 'TransitRouter',
  natgateway: 'NatGateway',
  cloudmonitor: 'CloudMonitor',
  cloudcontrol: 'CloudControl',
  cloudidentity: 'CloudIdentity',
  directconnect: 'DirectConnect',
  privatelink: 'PrivateLink',
  resourcecenter: 'ResourceCenter',
  rds_postgresql: 'RdsPostgreSql',
};

/**
 * The client class of a service: its signing name in PascalCase, and what the module's name adds to it:
 * `auto_scaling` → `AutoScalingClient`, `rds_mysql` in module `rdsmysqlv2` → `RdsMysqlV2Client`.
 */
export function clientName({ name, service }: ServiceFacts): string {
  const base = words[service] ?? pascalName(service);
  const suffix = name.slice(service.replaceAll('_', '').length);
  return `${base}${suffix.charAt(0).toUpperCase()}${suffix.slice(1)}Client`;
}
