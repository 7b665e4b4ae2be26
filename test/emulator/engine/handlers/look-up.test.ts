import { expect } from 'chai';
import { readPath } from '../../../../src/catalog/paths.js';
import { Emulator } from '../../../../src/emulator/index.js';
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

  it('never guesses which one is meant, even where there is but one', () => {
    expect(lookUp(withBooks('DeleteBook', {}, { a: {} }), book).entities).to.deep.equal([]);
    expect(lookUp(withBooks('GetBook', {}, { a: {} }), book).entities).to.deep.equal([]);
  });

  it('takes an id only where an id is wanted, and a name only where a name is', () => {
    const cloud = new Emulator({ settleMs: 0 });
    const call = (action: string, request: object) =>
      cloud.call('ecs', action, request as Record<string, unknown>) as Record<string, unknown>;
    const { KeyPairId } = call('CreateKeyPair', { KeyPairName: 'shop' });
    const codeOf = (request: object) =>
      readPath(call('DeleteKeyPairs', request), 'OperationDetails[0].Error.Code');
    expect(codeOf({ KeyPairNames: [KeyPairId] })).to.equal('InvalidKeyPair.NotFound');
    expect(call('DescribeKeyPairs', { KeyPairIds: ['shop'] })['KeyPairs']).to.deep.equal([]);
    expect(call('DescribeKeyPairs', { KeyPairIds: [KeyPairId] })['KeyPairs']).to.have.length(1);
    expect(codeOf({ KeyPairNames: ['shop'] })).to.equal(undefined);
    expect(call('DescribeKeyPairs', {})['KeyPairs']).to.deep.equal([]);
  });
});
