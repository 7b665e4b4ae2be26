import type { PaginationFacts } from './types.js';

/** What a list does by itself: members of these names get no setter and are set by `from({ … })`. */
export const listMembers: readonly string[] = [
  ...['pages', 'first', 'toArray', 'count', 'pageSize', 'prefetch', 'parallel', 'options'],
];

/** The top-level members of a list request that paging sets: they are no filters. */
export function pagingMembers(facts: PaginationFacts | undefined): readonly string[] {
  const { token, page, offset } = facts ?? {};
  const members = [token?.token, token?.size, page?.page, page?.size, offset?.offset, offset?.size];
  return [...new Set(members)].filter((member) => member !== undefined && !member.includes('.')) as string[];
}
