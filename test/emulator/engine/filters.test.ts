import { expect } from 'chai';
import { filtersOf } from '../../../src/emulator/engine/filters.js';
import type { ResourceType } from '../../../src/emulator/model/resource-type.js';
import { bookService, withBooks } from '../../support/made-up-service.js';

const book = bookService.resourceTypes.get('Book') as ResourceType;

function listed(input: Record<string, unknown>, books: Record<string, object>): string[] {
  const call = withBooks('ListBooks', input, books);
  const { candidates, checks } = filtersOf(call, book, call.partition.collection('shop.Book'));
  return candidates.filter((entity) => checks.every((check) => check(entity))).map(({ id }) => id);
}

describe('the filters of a list', () => {
  const books = {
    a: { Title: 'one', Status: 'STOPPED', ShelfId: 's1' },
    b: { Title: 'two', Status: 'AVAILABLE', Tags: [{ Key: 'team', Value: 'web' }] },
    c: { Title: 'two', Status: 'STOPPED', ShelfId: 's2' },
  };

  it('match ids, members by the plural of their names, and the status', () => {
    expect(listed({}, books)).to.deep.equal(['a', 'b', 'c']);
    expect(listed({ BookIds: ['c', 'a', 'x'] }, books)).to.deep.equal(['a', 'c']);
    expect(listed({ Titles: ['two'] }, books)).to.deep.equal(['b', 'c']);
    expect(listed({ Titles: ['two'], Status: 'STOPPED' }, books)).to.deep.equal(['c']);
    expect(listed({ Titles: ['none'] }, books)).to.deep.equal([]);
  });

  it('match tags by key, and by key and value', () => {
    expect(listed({ TagFilters: [{ Key: 'team' }] }, books)).to.deep.equal(['b']);
    expect(listed({ TagFilters: [{ Key: 'team', Values: ['db'] }] }, books)).to.deep.equal([]);
  });

  it('are lenient for a parent that no entity is known to have', () => {
    expect(listed({ ShelfId: 's3' }, { a: {}, b: { ShelfId: 's1' } })).to.deep.equal(['a']);
  });
});
