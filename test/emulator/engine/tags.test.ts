import { expect } from 'chai';
import { hasTag, mergeTags } from '../../../src/emulator/engine/tags.js';
import type { ResourceType } from '../../../src/emulator/model/resource-type.js';
import { bookService } from '../../support/made-up-service.js';

const book = bookService.resourceTypes.get('Book') as ResourceType;

describe('tags', () => {
  it('replace those with the same key, and match filters', () => {
    const merged = mergeTags([{ Key: 'a', Value: '1' }], [{ Key: 'a', Value: '2' }]);
    expect(merged).to.deep.equal([{ Key: 'a', Value: '2' }]);
    const entity = { seq: 1, id: 'x', data: { Tags: merged } };
    expect(hasTag(book, entity, { Key: 'a' })).to.equal(true);
    expect(hasTag(book, entity, { Key: 'a', Values: ['1'] })).to.equal(false);
  });
});
