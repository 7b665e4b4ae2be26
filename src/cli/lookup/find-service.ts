import { anyService } from '../../catalog/any-service.js';
import { allServiceHeads, serviceNames } from '../../catalog/load.js';
import { nearestHint } from '../../util/nearest.js';
import type { ServiceFacts } from '../../catalog/types.js';
import { UsageError } from '../usage-error.js';

/**
 * The facts of a service by its module's name, or by its signing name where that has one version only.
 *
 * @param having - what the service has to have, where a name stands for several versions: an action or a resource
 * @throws {@link UsageError} for an unknown service, with the nearest names
 */
export function findService(
  name: string | undefined,
  having?: (facts: ServiceFacts) => boolean,
): ServiceFacts {
  if (name === undefined || name === '') throw new UsageError('SERVICE is missing: ecs, vpc, …');
  const modules = serviceNames();
  const wanted = normal(name);
  const exact = modules.find((each) => each === wanted);
  const isFit = having ?? (() => true);
  if (exact !== undefined && isFit(anyService(exact))) return anyService(exact);
  // A signing name's letters begin the names of its modules: rds_mysql, rdsmysqlv2.
  const signed = modules.filter(
    (each) =>
      wanted !== '' &&
      each.startsWith(wanted) &&
      normal(allServiceHeads().get(each)?.service ?? '') === wanted,
  );
  const fitting = signed.map(anyService).filter(isFit);
  if (fitting.length > 1)
    throw new UsageError(
      `${name} has several versions: say ${fitting.map((each) => each.name).join(' or ')}`,
    );
  const found = fitting[0] ?? (exact === undefined ? undefined : anyService(exact));
  if (found) return found;
  const [only] = signed;
  if (only !== undefined) return anyService(only);
  throw new UsageError(`There is no service ${JSON.stringify(name)}${nearestHint(wanted, modules)}`);
}

/** A name without what people write differently: letters' case, dashes, underscores. */
export function normal(name: string): string {
  return name.replace(/[-_.\s]/g, '').toLowerCase();
}
