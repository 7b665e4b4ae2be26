import { expect } from 'chai';
import { animals, any, found, search, text, texts } from './zoo.js';

describe('filters by name and values', () => {
  const zoo = {
    input: { Filters: { type: 'list', items: { ref: 'Filter' } } },
    shapes: { Filter: { Name: text, Values: texts } },
  } as const;

  it('match like members, in each of their spellings', () => {
    for (const filter of [
      { Name: 'Name', Values: ['bee'] },
      { Key: 'Name', Values: ['bee'] },
      { Name: 'Name', Value: 'bee' },
      { Key: 'Name', Value: 'bee' },
      { Name: 'Names', Values: ['bee'], Value: 'ant' },
    ])
      expect(found(zoo, { Filters: [filter] }, animals), JSON.stringify(filter)).to.deep.equal(['b']);
  });

  it('hold together', () => {
    const Filters = [
      { Name: 'Age', Values: ['2'] },
      { Name: 'Colors', Values: ['black'] },
    ];
    expect(found(zoo, { Filters }, animals)).to.deep.equal(['b']);
  });

  it('pass over what is no filter', () => {
    for (const Filters of [
      [{ Name: 'Name' }],
      [{ Values: ['bee'] }],
      [{ Name: 5, Values: ['bee'] }],
      'x',
      { Name: 'Name', Values: ['bee'] },
    ])
      expect(found(zoo, { Filters }, animals), JSON.stringify(Filters)).to.have.length(4);
  });
});

describe('filters by tags', () => {
  const tagged = {
    a: { Tags: [{ Key: 'team', Value: 'web' }] },
    b: {
      Tags: [
        { Key: 'team', Value: 'db' },
        { Key: 'env', Value: 'prod' },
      ],
    },
    c: { Tags: [{ Key: 'env', Value: 'web' }] },
    d: {},
  };
  const zoo = { input: { TagFilters: any, Labels: any }, animal: { Tags: any, Marks: any } };

  it('match a key with any value, one value, or any of several', () => {
    expect(found(zoo, { TagFilters: [{ Key: 'team' }] }, tagged)).to.deep.equal(['a', 'b']);
    expect(found(zoo, { TagFilters: [{ Key: 'team', Values: ['db'] }] }, tagged)).to.deep.equal(['b']);
    expect(found(zoo, { TagFilters: [{ Key: 'team', Values: ['db', 'web'] }] }, tagged)).to.deep.equal([
      'a',
      'b',
    ]);
    expect(found(zoo, { TagFilters: [{ Key: 'none' }] }, tagged)).to.deep.equal([]);
  });

  it('hold together', () => {
    const both = [{ Key: 'team' }, { Key: 'env' }];
    expect(found(zoo, { TagFilters: both }, tagged)).to.deep.equal(['b']);
    expect(found(zoo, { TagFilters: [...both, { Key: 'team', Values: ['web'] }] }, tagged)).to.deep.equal([]);
  });

  it('come as a list, alone, as a map, or as an object with a list', () => {
    const forms = [
      [{ Key: 'team', Values: ['db'] }],
      [{ key: 'team', values: ['db'] }],
      { Key: 'team', Value: 'db' },
      { key: 'team', value: 'db' },
      { team: 'db' },
      { team: ['db'] },
      { Mode: 'all', Filters: [{ Key: 'team', Values: ['db'] }] },
    ];
    for (const TagFilters of forms)
      expect(found(zoo, { TagFilters }, tagged), JSON.stringify(TagFilters)).to.deep.equal(['b']);
    expect(found(zoo, { TagFilters: { team: ['db'], env: ['prod'] } }, tagged)).to.deep.equal(['b']);
    expect(found(zoo, { TagFilters: { team: ['web'], env: ['prod'] } }, tagged)).to.deep.equal([]);
    expect(found(zoo, { TagFilters: 'team' }, tagged)).to.have.length(4);
  });

  it('are in the members that the facts name', () => {
    const named = { ...zoo, resource: { tags: { inItem: 'Marks', listFilter: 'Labels' } } };
    const marked = {
      x: { Marks: [{ Key: 'team', Value: 'web' }] },
      y: { Tags: [{ Key: 'team', Value: 'web' }] },
    };
    expect(found(named, { Labels: [{ Key: 'team' }] }, marked)).to.deep.equal(['x']);
    expect(
      found({ ...zoo, resource: { tags: {} } }, { TagFilters: [{ Key: 'team' }] }, marked),
    ).to.deep.equal(['y']);
    expect(
      found(named, { TagFilters: [{ Key: 'team' }] }, marked),
      'no filter by these facts',
    ).to.have.length(2);
  });
});

describe('the candidates of a list', () => {
  it('are those of the most selective filter that an index knows', () => {
    const zoo = { input: { Names: texts, Colors: texts } };
    expect(search(zoo, { Names: ['bee'] }, animals).candidates).to.deep.equal(['b']);
    expect(search(zoo, { Names: ['ant', 'bee', 'cat'], Colors: ['red'] }, animals)).to.deep.equal({
      candidates: ['a'],
      found: ['a'],
    });
    expect(search(zoo, { Colors: ['red'], Names: ['ant', 'bee', 'cat'] }, animals)).to.deep.equal({
      candidates: ['a'],
      found: ['a'],
    });
    expect(search(zoo, { Colors: ['black'], Names: ['cat'] }, animals).found).to.deep.equal([]);
    expect(search(zoo, { AnimalIds: ['a', 'b'], Names: ['bee', 'cat'] }, animals).found).to.deep.equal(['b']);
  });

  it('are all where no index can know the values', () => {
    const zoo = { input: { Age: any, Name: any } };
    expect(search(zoo, {}, animals).candidates).to.have.length(4);
    expect(search(zoo, { Age: '2' }, animals).candidates).to.have.length(4);
    expect(search(zoo, { Name: '' }, animals).candidates).to.have.length(4);
    expect(search(zoo, { Name: ['bee', 5] }, animals).candidates).to.have.length(4);
  });
});
