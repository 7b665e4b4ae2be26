import { expect } from 'chai';
import { renderPage } from '../../../src/emulator/engine/paging.js';
import { bookCall, withBooks } from '../../support/made-up-service.js';

describe('the pages of a list', () => {
  it('continue after a token, even when a resource of the first page is gone', () => {
    const call = withBooks('ListBooks', { MaxResults: 2 }, { a: {}, b: {}, c: {} });
    const collection = call.partition.collection('shop.Book');
    const first = renderPage(call, collection.all(), 'Books', ({ id }) => id);
    expect(first['Books']).to.deep.equal(['a', 'b']);
    const [a] = collection.all();
    if (a) collection.remove(a);
    const next = bookCall('ListBooks', { NextToken: first['NextToken'] });
    expect(renderPage(next, collection.all(), 'Books', ({ id }) => id)).to.deep.equal({
      Books: ['c'],
      NextToken: '',
    });
    const wrong = bookCall('ListBooks', { NextToken: '?' });
    expect(() => renderPage(wrong, collection.all(), 'Books')).to.throw(
      'NextToken is not a token of this list',
    );
  });
});
