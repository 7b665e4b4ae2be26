import type { ResourceModel } from '../src/resources/model/resource-model.js';
import { block } from './declarations.js';
import { doc, plural } from './docs.js';
import { filters, filtersName, sharedFilters } from './filters.js';
import { setterLines } from './setter-lines.js';

/** The list of a resource type: its setters are the filters of its list action. Empty when there is no such action. */
export function emitList({ facts, resourceType, resource }: ResourceModel): string {
  const name = resource.list?.action ?? '';
  const action = facts.actions[name];
  if (!action) return '';
  const bases = [`$.ListBase<${resourceType}, ${action.input}>`];
  const shared = sharedFilters(facts, name);
  if (shared.size > 0) bases.push(filtersName(name));
  const own = filters(facts, action).filter((setter) => !shared.has(setter.name));
  const lines = setterLines(facts, action.input, own, () => 'this');
  const head = `export interface ${resourceType}List extends ${bases.join(', ')}`;
  return `${doc(`A lazy list of ${plural(resourceType)}; setters filter it.`)}\n${block(head, lines)}`;
}
