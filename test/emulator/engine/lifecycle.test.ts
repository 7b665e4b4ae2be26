import { expect } from 'chai';
import { moveStatus, removeEntity, statusOf, updateStamps } from '../../../src/emulator/engine/lifecycle.js';
import type { ResourceType } from '../../../src/emulator/model/resource-type.js';
import { bookService, withBooks } from '../../support/made-up-service.js';

const book = bookService.resourceTypes.get('Book') as ResourceType;

describe('the lifecycle', () => {
  it('moves a status through a transitional one, and not when it changed meanwhile', () => {
    const call = withBooks('GetBook', {}, { a: { Status: 'AVAILABLE' }, b: { Status: 'AVAILABLE' } });
    const [a, b] = call.partition.collection('shop.Book').all();
    if (!a || !b) throw new Error('The books are missing');
    for (const entity of [a, b])
      moveStatus(call.cloud, call.partition, book, entity, { through: 'CREATING', to: 'STOPPED' });
    expect(statusOf(book, a)).to.equal('CREATING');
    call.collection('shop.Book').update(b, { Status: 'AVAILABLE' });
    expect([call.cloud.schedule.size, updateStamps(book, call.now)]).to.deep.equal([
      2,
      { UpdateTime: Date.UTC(2026, 0, 2) / 1000 },
    ]);
    expect(call.cloud.schedule.all().map(({ name, atMs }) => [name, atMs - call.now])).to.deep.equal([
      ['status', 1000],
      ['status', 1000],
    ]);
  });

  it('deletes by a transitional status and a task', () => {
    const call = withBooks('DeleteBook', {}, { a: { Status: 'AVAILABLE' } });
    const [a] = call.partition.collection('shop.Book').all();
    if (a) removeEntity(call, book, a);
    expect(a?.data['Status']).to.equal('DELETING');
    expect(call.cloud.schedule.all()[0]).to.include({ name: 'remove' });
  });
});
