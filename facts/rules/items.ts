import type { MemberFacts, PaginationFacts } from '../../src/catalog/types.js';
import { splitAction } from './action-words.js';
import { membersOf, outputOf, plain, type ServiceModel } from './service-model.js';

type Items = Pick<PaginationFacts, 'items' | 'itemShape' | 'scalarItems' | 'itemCandidates'>;

/** The list that a reader's result holds: one of objects before one of scalars, one of the result before a nested one. */
export function findItems(service: ServiceModel, action: string): Items {
  const output = outputOf(service, action);
  const top = Object.entries(output);
  const nested = top
    .filter(([, member]) => member.ref !== undefined)
    .flatMap(([outer, member]) =>
      Object.entries(membersOf(service, member)).map(([name, inner]): [string, MemberFacts] => [
        `${outer}.${name}`,
        inner,
      ]),
    );
  for (const [members, isOfObjects] of [
    [top, true],
    [nested, true],
    [top, false],
    [nested, false],
  ] as const) {
    const lists = members.filter(
      ([, { items }]) => items !== undefined && (items.ref !== undefined) === isOfObjects,
    );
    const chosen = choose(lists, action);
    if (!chosen) continue;
    const [items, member] = chosen;
    return {
      items,
      ...(member.items?.ref !== undefined ? { itemShape: member.items.ref } : { scalarItems: true }),
      ...(isOfObjects && lists.length > 1 && { itemCandidates: lists.length }),
    };
  }
  return { items: null };
}

/** The list named as the action's noun, else one whose name ends so, else the first. */
function choose(
  lists: readonly [string, MemberFacts][],
  action: string,
): readonly [string, MemberFacts] | undefined {
  if (lists.length < 2) return lists[0];
  const noun = plain(splitAction(action).noun);
  const score = ([path]: readonly [string, MemberFacts]): number => {
    const name = plain(path.slice(path.lastIndexOf('.') + 1));
    if (name === noun || name === `${noun}s`) return 3;
    if (noun.endsWith(name) || `${noun}s`.endsWith(name)) return 2;
    return ['items', 'list', 'data', 'datas', 'records'].includes(name) ? 1 : 0;
  };
  return lists.reduce((best, list) => (score(list) > score(best) ? list : best));
}
