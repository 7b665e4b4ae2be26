/**
 * The entry `volcengine-fluent/catalog`: the facts of all services, imported when they are first needed.
 *
 * @module catalog
 */
import { importService, noSuchService, serviceNames } from '../catalog/load.js';

/**
 * Imports the facts of services, of all when none is named: afterwards relations lead to their resources and
 * `Volcengine.call` knows their actions. A program that calls actions only need not: `call` imports what it needs.
 *
 * @param names - module names, such as `ecs` or `rdsmysqlv2`
 * @throws `ConfigError` when there is no such service; the message has the nearest names
 *
 * @example
 * ```ts
 * import { loadFacts } from 'volcengine-fluent/catalog';
 *
 * await loadFacts('vpc', 'storageebs');
 * ```
 */
export async function loadFacts(...names: readonly string[]): Promise<void> {
  const all = names.length === 0 ? serviceNames() : names;
  await Promise.all(
    all.map(async (name) => {
      if ((await importService(name)) === undefined) throw noSuchService(name);
    }),
  );
}
