import { expect } from 'chai';
import { BoundedMap } from '../../src/util/bounded-map.js';
import { memoize, memoizeByName } from '../../src/util/memo.js';

describe('a memo', () => {
  it('makes a value once per object', () => {
    let made = 0;
    const valueOf = memoize((_: object) => ({ made: ++made }));
    const [a, b] = [{}, {}];
    expect([valueOf(a), valueOf(a), valueOf(b)].map((value) => value.made)).to.deep.equal([1, 1, 2]);
  });

  it('makes a value once per object and name', () => {
    const made: string[] = [];
    const valueOf = memoizeByName((key: { readonly id: string }, name) => {
      made.push(`${key.id}.${name}`);
      return name === 'none' ? undefined : name;
    });
    const [a, b] = [{ id: 'a' }, { id: 'b' }];
    for (const key of [a, a, b]) for (const name of ['x', 'y', 'none']) valueOf(key, name);
    expect(made).to.deep.equal(['a.x', 'a.y', 'a.none', 'a.none', 'b.x', 'b.y', 'b.none']);
  });
});

describe('a bounded map', () => {
  it('forgets its oldest entry when it is full', () => {
    const map = new BoundedMap<string, number>(2);
    for (const [index, key] of ['a', 'b', 'b', 'c'].entries()) map.set(key, index);
    expect([...map]).to.deep.equal([
      ['b', 2],
      ['c', 3],
    ]);
  });
});
