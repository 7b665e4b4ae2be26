import { settersOf, type Setter } from '../src/builders/setters.js';
import { inputName, pagingMembers } from '../src/catalog/shapes.js';
import type { ActionFacts, ServiceFacts } from '../src/catalog/types.js';
import { listMethods } from '../src/resources/lists/list.js';
import { block } from './declarations.js';
import { setterLines } from './setter-lines.js';

/** The name of the interface with the setters that a list action's builder shares with lists. */
export function filtersName(action: string): string {
  return `${action}Filters`;
}

/** The setters of a list: those of its action, except for what paging and the list itself do. */
export function filters(facts: ServiceFacts, action: ActionFacts): readonly Setter[] {
  const paging = new Set(pagingMembers(action.pagination));
  return settersOf(facts, action.input).filter(
    ({ name, wire }) => !paging.has(wire) && !listMethods.has(name),
  );
}

/** The names of the setters that an action's builder shares with lists; empty when it lists no resources. */
export function sharedFilters(facts: ServiceFacts, action: string): ReadonlySet<string> {
  const isList = Object.values(facts.resources).some(({ list }) => list?.action === action);
  const found = facts.actions[action];
  if (!isList || !found || facts.shapes[filtersName(action)]) return new Set();
  const optional = filters(facts, found).filter(({ required }) => !required);
  return new Set(optional.length > 1 ? optional.map(({ name }) => name) : []);
}

/** The interface that an action's builder shares with lists; empty when there is none. */
export function emitFilters(facts: ServiceFacts, action: string): string {
  const shared = sharedFilters(facts, action);
  const input = inputName(facts, action);
  const setters = settersOf(facts, input).filter(({ name }) => shared.has(name));
  if (setters.length === 0) return '';
  const lines = setterLines(facts, input, setters, () => 'this');
  return block(`export interface ${filtersName(action)}`, lines);
}
