import { expect } from 'chai';
import type { PaginationFacts } from '../../../src/catalog/types.js';
import { ResourceError } from '../../../src/errors/index.js';
import {
  firstCursor,
  onePage,
  pageSizeOf,
  type PageCursor,
} from '../../../src/resources/lists/page-cursor.js';

type Json = Readonly<Record<string, unknown>>;

const token = { token: 'Next', size: 'Max', outToken: 'Next' };
const page = { page: 'Page', size: 'Size' };
const offset = { offset: 'Offset', size: 'Limit' };
const of = (facts: Partial<PaginationFacts>): PaginationFacts => ({ style: '', items: 'Items', ...facts });

/** The requests of a list over these responses, each with its count of items; ends with `end` where the list does. */
function walk(
  first: PageCursor,
  responses: readonly (readonly [Json, number])[],
  base: Json = {},
): unknown[] {
  const sent: unknown[] = [];
  let cursor: PageCursor | undefined = first;
  for (const [response, count] of responses) {
    sent.push(cursor.request(base));
    cursor = cursor.next(response, count);
    if (!cursor) return [...sent, 'end'];
  }
  return sent;
}

describe('the size of a page', () => {
  it('is what the caller wishes, else what the request says, else 100', () => {
    expect(pageSizeOf(of({ page }), {})).to.equal(100);
    expect(pageSizeOf(of({ page }), { Size: 20 })).to.equal(20);
    expect(pageSizeOf(of({ page }), { Size: '20' })).to.equal(20);
    expect(pageSizeOf(of({ page }), { Size: 20 }, 30)).to.equal(30);
    expect(pageSizeOf(of({ page: { page: 'Page' } }), { undefined: 20 })).to.equal(100);
    expect(pageSizeOf(of({}), {}, 30)).to.equal(30);
    expect(pageSizeOf(of({}), {})).to.equal(100);
  });

  it('is within the limits of the facts, or from 1 to 100', () => {
    const limited = of({ page: { ...page, sizeMin: 10, sizeMax: 50 } });
    expect([1, 20, 200].map((wish) => pageSizeOf(limited, {}, wish))).to.deep.equal([10, 20, 50]);
    expect([0, 200].map((wish) => pageSizeOf(of({ page }), {}, wish))).to.deep.equal([1, 100]);
    expect(pageSizeOf(of({ page: { ...page, sizeMax: 500 } }), {}, 200)).to.equal(200);
    expect([0, 200].map((wish) => pageSizeOf(of({}), {}, wish))).to.deep.equal([1, 100]);
  });

  it('is that of tokens where the service gives any, before pages and offsets', () => {
    const request = { Max: 1, Size: 2, Limit: 3 };
    expect(pageSizeOf(of({ token, page, offset }), request)).to.equal(1);
    expect(pageSizeOf(of({ token: { token: 'Next', size: 'Max' }, page, offset }), request)).to.equal(2);
    expect(pageSizeOf(of({ offset }), request)).to.equal(3);
  });
});

describe('a list by tokens', () => {
  const first = (facts: Partial<PaginationFacts> = {}, request = {}) =>
    firstCursor(of({ token, ...facts }), 5, request);

  it('sends the token of the response before, and ends where there is none', () => {
    for (const none of [{}, { Next: null }, { Next: '' }])
      expect(
        walk(
          first(),
          [
            [{ Next: 'a' }, 5],
            [{ Next: 'b' }, 0],
            [none, 5],
          ],
          { Name: 'x' },
        ),
      ).to.deep.equal([
        { Name: 'x', Max: 5 },
        { Name: 'x', Max: 5, Next: 'a' },
        { Name: 'x', Max: 5, Next: 'b' },
        'end',
      ]);
  });

  it('starts with an empty token where one is required', () => {
    const required = { token: { ...token, required: true } };
    expect(
      walk(first(required), [
        [{ Next: 'a' }, 5],
        [{}, 5],
      ]),
    ).to.deep.equal([{ Max: 5, Next: '' }, { Max: 5, Next: 'a' }, 'end']);
  });

  it('sends the size as a string, or none, as the service wants it', () => {
    expect(first({ token: { ...token, sizeType: 'string' } }).request({})).to.deep.equal({ Max: '5' });
    expect(first({ token: { token: 'Next', outToken: 'Next' } }).request({ Name: 'x' })).to.deep.equal({
      Name: 'x',
    });
  });

  it('ends where the response says that no more follows, whatever its token', () => {
    const out = { hasMore: 'More' };
    expect(
      walk(first({ out }), [
        [{ Next: 'a', More: true }, 5],
        [{ Next: 'b', More: false }, 5],
      ]),
    ).to.deep.equal([{ Max: 5 }, { Max: 5, Next: 'a' }, 'end']);
    expect(walk(first({ out }), [[{ Next: 'a' }, 5]])).to.not.include('end');
    expect(walk(first({ out: {} }), [[{ Next: 'a', undefined: false }, 5]])).to.not.include('end');
  });

  it('fails when a token comes again, at once or in a circle of any length', () => {
    for (const circle of [['a'], ['a', 'b'], ['a', 'b', 'c', 'd', 'e']]) {
      const responses = Array.from(
        { length: 40 },
        (_each, i) => [{ Next: circle[i % circle.length] }, 5] as const,
      );
      expect(() => walk(first(), responses), circle.join()).to.throw(
        ResourceError,
        'the same page token Next again',
      );
      const lead = Array.from({ length: 6 }, (_each, i) => [{ Next: `lead-${i}` }, 5] as const);
      expect(() => walk(first(), [...lead, ...responses]), `later ${circle.join()}`).to.throw(ResourceError);
    }
  });

  it('notices a circle soon: within three times the pages that are in it or before it', () => {
    let pages = 0;
    const circle = Array.from({ length: 8 }, (_each, i) => `t-${i}`);
    const counted = (cursor: PageCursor | undefined): void => {
      for (; cursor; pages++) cursor = cursor.next({ Next: circle[pages % circle.length] }, 5);
    };
    expect(() => counted(first())).to.throw(ResourceError);
    expect(pages).to.be.at.most(24);
  });

  it('never fails while tokens are new', () => {
    const responses = Array.from({ length: 100 }, (_each, i) => [{ Next: String(i) }, 5] as const);
    expect(walk(first(), responses)).to.have.length(100);
  });
});

describe('a list by page numbers', () => {
  const first = (facts: Partial<PaginationFacts> = {}, request = {}) =>
    firstCursor(of({ page, ...facts }), 5, request);
  const out = { total: 'Total', hasMore: 'More' };

  it('ends with the page that completes the total', () => {
    expect(
      walk(
        first({ out }),
        [
          [{ Total: 10 }, 5],
          [{ Total: 10 }, 5],
        ],
        { Name: 'x' },
      ),
    ).to.deep.equal([{ Name: 'x', Page: 1, Size: 5 }, { Name: 'x', Page: 2, Size: 5 }, 'end']);
    expect(
      walk(first({ out }), [
        [{ Total: '6' }, 5],
        [{ Total: '6' }, 1],
      ]),
    ).to.include('end');
    expect(
      walk(first({ out }), [
        [{ Total: 11 }, 5],
        [{ Total: 11 }, 5],
      ]),
    ).to.not.include('end');
    expect(walk(first({ out }), [[{ Total: 11 }, 3]]), 'a short page, as the service likes').to.not.include(
      'end',
    );
  });

  it('ends without a total with a page that is not full', () => {
    for (const facts of [{}, { out: {} }, { out }])
      expect(
        walk(first(facts), [
          [{}, 5],
          [{}, 4],
        ]),
      ).to.deep.equal([{ Page: 1, Size: 5 }, { Page: 2, Size: 5 }, 'end']);
    expect(
      walk(first({ out }), [
        [{ Total: null }, 5],
        [{ Total: null }, 4],
      ]),
    ).to.include('end');
    for (const Total of [null, '', [4], true])
      expect(
        walk(first({ out }), [
          [{ Total }, 5],
          [{ Total }, 4],
        ]),
        String(Total),
      ).to.have.length(3);
    expect(walk(first(), [[{ undefined: 4 }, 5]]), 'no total by these facts').to.not.include('end');
  });

  it('ends where the response says that no more follows, and goes on where it says so', () => {
    expect(walk(first({ out }), [[{ More: false }, 5]])).to.include('end');
    expect(walk(first({ out }), [[{ More: false, Total: 50 }, 5]])).to.include('end');
    expect(walk(first({ out }), [[{ More: true }, 3]])).to.not.include('end');
    expect(walk(first(), [[{ undefined: false }, 5]]), 'nothing said by these facts').to.not.include('end');
  });

  it('ends with an empty page, whatever the response says', () => {
    expect(walk(first({ out }), [[{ Total: 50, More: true }, 0]])).to.include('end');
  });

  it('starts where the request says, and counts what was before', () => {
    expect(
      walk(first({ out }, { Page: 2 }), [
        [{ Total: 11 }, 5],
        [{ Total: 11 }, 1],
      ]),
    ).to.deep.equal([{ Page: 2, Size: 5 }, { Page: 3, Size: 5 }, 'end']);
    expect(walk(first({ out }, { Page: 2 }), [[{ Total: 10 }, 5]])).to.include('end');
    expect(walk(first({ out }, { Page: '3' }), [[{ Total: 16 }, 5]])).to.not.include('end');
  });

  it('sends number and size as strings where the service wants them so', () => {
    const strings = { page: { ...page, cursorType: 'string', sizeType: 'string' } } as const;
    expect(
      walk(first(strings), [
        [{}, 5],
        [{}, 5],
      ]),
    ).to.deep.equal([
      { Page: '1', Size: '5' },
      { Page: '2', Size: '5' },
    ]);
  });

  it('sends an empty token too, where one is required of which no other follows', () => {
    expect(first({ token: { token: 'Next', required: true } }).request({})).to.deep.equal({
      Next: '',
      Page: 1,
      Size: 5,
    });
    expect(first({ token: { token: 'Next' } }).request({})).to.deep.equal({ Page: 1, Size: 5 });
    expect(first().request({})).to.deep.equal({ Page: 1, Size: 5 });
    const both = firstCursor(of({ page, token: { ...token, required: true } }), 5, {}, true);
    expect(both.request({})).to.deep.equal({ Page: 1, Size: 5 });
  });

  it('skips pages, with all items that they hold', () => {
    const third = first({ out }).skip?.(2) as PageCursor;
    expect(third.request({})).to.deep.equal({ Page: 3, Size: 5 });
    expect(third.next({ Total: 15 }, 5)).to.equal(undefined);
    expect(third.next({ Total: 16 }, 5)?.request({})).to.deep.equal({ Page: 4, Size: 5 });
    const fifth = first({ out }, { Page: 3 }).skip?.(2) as PageCursor;
    expect(fifth.request({})).to.deep.equal({ Page: 5, Size: 5 });
    expect(fifth.next({ Total: 25 }, 5)).to.equal(undefined);
  });
});

describe('a list by offsets', () => {
  const out = { total: 'Total' };
  const first = (request = {}) => firstCursor(of({ offset, out }), 5, request);

  it('moves on by the items that came, not by those that were asked for', () => {
    expect(
      walk(first(), [
        [{ Total: 12 }, 5],
        [{ Total: 12 }, 3],
        [{ Total: 12 }, 4],
      ]),
    ).to.deep.equal([{ Offset: 0, Limit: 5 }, { Offset: 5, Limit: 5 }, { Offset: 8, Limit: 5 }, 'end']);
  });

  it('starts where the request says', () => {
    expect(walk(first({ Offset: 10 }), [[{ Total: 15 }, 5]])).to.deep.equal([
      { Offset: 10, Limit: 5 },
      'end',
    ]);
    expect(walk(first({ Offset: 10 }), [[{ Total: 16 }, 5]])).to.not.include('end');
  });

  it('skips pages by their items', () => {
    const third = first().skip?.(2) as PageCursor;
    expect(third.request({})).to.deep.equal({ Offset: 10, Limit: 5 });
    expect(third.next({ Total: 15 }, 5)).to.equal(undefined);
    expect(third.next({ Total: 16 }, 5)?.request({})).to.deep.equal({ Offset: 15, Limit: 5 });
  });
});

describe('a list that can be read in several ways', () => {
  it('is read by tokens, or by pages where that is asked for', () => {
    const facts = of({ token, page, offset });
    expect(firstCursor(facts, 5, {}).request({})).to.deep.equal({ Max: 5 });
    expect(firstCursor(facts, 5, {}, true).request({})).to.deep.equal({ Page: 1, Size: 5 });
    expect(firstCursor(of({ token, offset }), 5, {}, true).request({})).to.deep.equal({ Max: 5 });
    expect(firstCursor(of({ page, offset }), 5, {}).request({})).to.deep.equal({ Page: 1, Size: 5 });
  });

  it('is one page where the facts know no paging: the request as it is', () => {
    const base = { Name: 'x' };
    for (const cursor of [
      firstCursor(of({}), 5, {}),
      firstCursor(of({ token: { token: 'Next' } }), 5, {}),
      onePage,
    ]) {
      expect(cursor.request(base)).to.deep.equal(base);
      expect(cursor.request(base)).to.not.equal(base);
      expect(cursor.next({ Next: 'a' }, 100)).to.equal(undefined);
      expect(cursor.skip).to.equal(undefined);
    }
  });
});
