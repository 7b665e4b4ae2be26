import { expect } from 'chai';
import { lookUp, requireAll } from '../../../../src/emulator/engine/handlers/look-up.js';
import type { ResourceType } from '../../../../src/emulator/model/resource-type.js';
import { bookService, withBooks } from '../../../support/made-up-service.js';

const book = bookService.resourceTypes.get('Book') as ResourceType;

describe('the look-up of resources', () => {
  it('finds those of a request within their parents, and reports the missing ones', () => {
    const books = { a: { ShelfId: 's1' }, b: { ShelfId: 's2' } };
    const found = lookUp(withBooks('GetBook', { BookId: ['a', 'b', 'c'], ShelfId: 's1' }, books), book);
    expect([found.entities.map(({ id }) => id), found.missing]).to.deep.equal([['a'], ['b', 'c']]);
    const call = withBooks('GetBook', { BookId: 'c' }, books);
    expect(() => requireAll(call, book)).to.throw('The specified Book "c" does not exist.');
  });

  it('never guesses what to delete', () => {
    expect(lookUp(withBooks('DeleteBook', {}, { a: {} }), book).entities).to.deep.equal([]);
    expect(lookUp(withBooks('GetBook', {}, { a: {} }), book).entities).to.have.length(1);
  });
});
