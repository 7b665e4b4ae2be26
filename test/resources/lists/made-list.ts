// Lists of a made-up service whose items are numbers.
import type { PaginationFacts, ServiceFacts, ShapeFacts } from '../../../src/catalog/types.js';
import { makeList, type List, type ListSource } from '../../../src/resources/lists/list.js';
import { madeFacts } from '../../models/made-facts.js';
import { FakeCloud, type Sent } from '../../support/fake-cloud.js';

export const text = { type: 'string' } as const;
const number = { type: 'integer' } as const;
export const shape: ShapeFacts = {
  ...{ Name: text, Page: number, Size: number, Next: text },
  ...{ States: { type: 'list', items: text }, Labels: { type: 'map', values: text } },
};
const page = { page: 'Page', size: 'Size' };
/** Without and with a total. */
export const untold: PaginationFacts = { style: 'page', items: 'Items', page };
export const paged: PaginationFacts = { ...untold, out: { total: 'Total' } };
export const byToken: PaginationFacts = {
  ...{ style: 'token', items: 'Items' },
  token: { token: 'Next', size: 'Size', outToken: 'Next' },
};

/** The facts of a service whose action `Make` lists by this paging. */
export function facts(pagination?: PaginationFacts): ServiceFacts {
  const made = madeFacts({ Whole: shape });
  return {
    ...made,
    actions: { Make: { ...made.actions['Make'], ...(pagination && { pagination }) } },
  } as never;
}

/** A cloud with so many items, the numbers from 1, that answers by the pages that it is asked for. */
export function numbers(count: number, over: (sent: Sent) => object = () => ({})): FakeCloud {
  return new FakeCloud((sent) => {
    const { Page = 1, Size = count } = sent.request as { Page?: number; Size?: number };
    const all = Array.from({ length: count }, (_each, i) => i + 1);
    return { Items: all.slice((Page - 1) * Size, Page * Size), Total: count, ...over(sent) };
  });
}

export const listOf = (
  cloud: FakeCloud,
  pagination?: PaginationFacts,
  source: Partial<ListSource> = {},
  filters = {},
) =>
  makeList(
    { dispatcher: cloud.dispatcher(facts(pagination)), action: 'Make', itemsPath: 'Items', ...source },
    filters,
  );
export const pagesOf = ({ sent }: FakeCloud) => sent.map(({ request }) => request['Page']);
/** A list's setters, which types do not know: the service is made up. */
export type Setters = Readonly<Record<string, (...values: readonly unknown[]) => List & Setters>>;

export const settled = () => new Promise((resolve) => setImmediate(resolve));
