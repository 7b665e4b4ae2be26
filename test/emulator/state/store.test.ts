import { expect } from 'chai';
import { Collection } from '../../../src/emulator/state/store.js';
import { tagKey, tagsIn } from '../../../src/emulator/state/tags.js';

describe('the store', () => {
  const idsWhere = (collection: Collection, path: string, value: string): string[] =>
    collection.where(path, value).map(({ id }) => id);

  it('keeps creation order in its indexes through updates', () => {
    const collection = new Collection();
    const [a, b, c] = ['a', 'b', 'c'].map((id) => collection.add(id, { Zone: id === 'b' ? 'y' : 'x' }));
    expect(idsWhere(collection, 'Zone', 'x')).to.deep.equal(['a', 'c']);
    if (b) collection.update(b, { Zone: 'x' });
    expect(idsWhere(collection, 'Zone', 'x')).to.deep.equal(['a', 'b', 'c']);
    if (a) collection.remove(a);
    expect(idsWhere(collection, 'Zone', 'x')).to.deep.equal(['b', 'c']);
    expect(collection.get('a')).to.equal(undefined);
    expect(c?.seq).to.equal(3);
  });

  it('finds several entities with one id, and a renamed one', () => {
    const collection = new Collection();
    const first = collection.add('same', {});
    collection.add('same', {});
    expect(collection.withId('same')).to.have.length(2);
    collection.rename(first, 'other');
    expect(collection.withId('same')).to.have.length(1);
    expect(collection.get('other')).to.equal(first);
  });

  it('never reuses a position', () => {
    const collection = new Collection();
    collection.remove(collection.add('a', {}));
    collection.reserve(7);
    expect(collection.add('b', {}).seq).to.equal(7);
  });

  it('indexes tags by key, and by key and value', () => {
    const collection = new Collection();
    collection.add('a', { Tags: [{ Key: 'team', Value: 'web' }] });
    collection.add('b', { Tags: { team: 'db' } });
    expect(idsWhere(collection, 'Tags', tagKey('team'))).to.deep.equal(['a', 'b']);
    expect(idsWhere(collection, 'Tags', tagKey('team', 'db'))).to.deep.equal(['b']);
    expect(tagsIn([{ key: 'k', value: 'v' }, 'no tag'])).to.deep.equal([{ Key: 'k', Value: 'v' }]);
  });

  it('counts the entities with each value', () => {
    const collection = new Collection();
    for (const Status of ['A', 'B', 'A']) collection.add('x', { Status });
    expect([...collection.counts('Status')]).to.deep.equal([
      ['A', 2],
      ['B', 1],
    ]);
  });
});
