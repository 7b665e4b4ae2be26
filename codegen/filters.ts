import { settersOf, type Setter } from '../src/builders/setters.js';
import type { ActionFacts, ServiceFacts } from '../src/catalog/types.js';
import { listMembers, pagingMembers } from '../src/catalog/paging-members.js';
import { setterLines } from './setter-lines.js';
import { block } from './members.js';

/** The name of the interface with the setters that a list action's builder and its nouns' lists share. */
export function filtersName(action: string): string {
  return `${action}Filters`;
}

/** The setters of a list: those of its action, but for what paging and the list itself do. */
export function filters(facts: ServiceFacts, action: ActionFacts): readonly Setter[] {
  const paging = new Set(pagingMembers(action.pagination));
  return settersOf(facts, action.input).filter(
    ({ name, wire }) => !paging.has(wire) && !listMembers.includes(name),
  );
}

/** The names of the setters that the builder of an action shares with lists; empty when it lists no noun. */
export function sharedFilters(facts: ServiceFacts, action: string): ReadonlySet<string> {
  const lists = Object.values(facts.resources).some(({ list }) => list?.action === action);
  const found = facts.actions[action];
  if (!lists || !found || facts.shapes[filtersName(action)]) return new Set();
  const optional = filters(facts, found).filter(({ required }) => !required);
  return new Set(optional.length > 1 ? optional.map(({ name }) => name) : []);
}

/** The interface that the builder of an action shares with lists; empty when there is none. */
export function emitFilters(facts: ServiceFacts, action: string): string {
  const shared = sharedFilters(facts, action);
  const input = facts.actions[action]?.input ?? '';
  const setters = settersOf(facts, input).filter(({ name }) => shared.has(name));
  if (setters.length === 0) return '';
  return block(
    `export interface ${filtersName(action)}`,
    setterLines(facts, input, setters, () => 'this'),
  );
}
