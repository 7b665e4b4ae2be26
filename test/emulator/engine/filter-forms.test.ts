import { expect } from 'chai';
import { animals, any, found, search, text, texts, type Zoo } from './zoo.js';

describe('the filters of a list by ids', () => {
  it('find several in creation order, each once, whatever the order of the request', () => {
    expect(found({}, { AnimalIds: ['c', 'a', 'c'] }, animals)).to.deep.equal(['a', 'c']);
    expect(found({}, { AnimalIds: ['none'] }, animals)).to.deep.equal([]);
  });

  it('find all where the ids are not given or empty', () => {
    for (const AnimalIds of [undefined, null, '', []])
      expect(found({}, { AnimalIds }, animals), String(AnimalIds)).to.have.length(4);
  });

  it('take an id alone, also as a number, and pass over what is no id', () => {
    expect(found({}, { AnimalIds: 'b' }, animals)).to.deep.equal(['b']);
    expect(found({}, { AnimalIds: [7] }, { 6: {}, 7: {} })).to.deep.equal(['7']);
    expect(found({}, { AnimalIds: [{ Id: 'a' }] }, animals)).to.have.length(4);
  });

  it('hold together with other filters', () => {
    const zoo = { input: { Name: text } };
    expect(found(zoo, { AnimalIds: ['a', 'b'], Name: 'bee' }, animals)).to.deep.equal(['b']);
    expect(found(zoo, { AnimalIds: ['a', 'b'], Name: 'cat' }, animals)).to.deep.equal([]);
    const twins = { x: { Name: 'twin' }, y: { Name: 'twin' }, z: { Name: 'other' }, w: { Name: 'twin' } };
    expect(found(zoo, { AnimalIds: ['x', 'y', 'z'], Name: 'twin' }, twins)).to.deep.equal(['x', 'y']);
    expect(found(zoo, { AnimalIds: ['w'], Name: 'twin' }, twins)).to.deep.equal(['w']);
  });

  it('are read from the list of ids of the resource type where the action is an alternative one', () => {
    const zoo = {
      action: 'FindAnimals',
      input: { Found: { ref: 'Found' } },
      shapes: { Found: { Ids: texts } },
    };
    expect(found(zoo, { Found: { Ids: ['b'] } }, animals)).to.deep.equal(['b']);
    expect(
      found({ ...zoo, resource: { id: { request: 'AnimalId' } } }, { Found: { Ids: ['b'] } }, animals),
    ).to.have.length(4);
    expect(
      found({ action: 'FindAnimals', resource: { id: undefined } as never }, {}, animals),
    ).to.have.length(4);
  });
});

describe('the filters of a list by members', () => {
  it('match texts, numbers and booleans, and numbers and booleans that came as text', () => {
    const zoo = { input: { Name: text, Age: any, Wild: any } };
    expect(found(zoo, { Name: 'bee' }, animals)).to.deep.equal(['b']);
    for (const Age of [2, '2']) expect(found(zoo, { Age }, animals), String(Age)).to.deep.equal(['b', 'c']);
    for (const Wild of [true, 'true'])
      expect(found(zoo, { Wild }, animals), String(Wild)).to.deep.equal(['a']);
    expect(found(zoo, { Age: 3 }, animals)).to.deep.equal([]);
  });

  it('match any of several values, in creation order', () => {
    const zoo = { input: { Names: texts, Ages: { type: 'list', items: { type: 'integer' } } } } as const;
    expect(found(zoo, { Names: ['cat', 'ant', 'none'] }, animals)).to.deep.equal(['a', 'c']);
    expect(found(zoo, { Names: ['cat', 'none'] }, animals)).to.deep.equal(['c']);
    expect(found(zoo, { Ages: [2, 1] }, animals)).to.deep.equal(['a', 'b', 'c']);
    expect(found(zoo, { Names: ['cat', 5] }, animals)).to.deep.equal(['c']);
    expect(found(zoo, { Names: [] }, animals)).to.have.length(4);
  });

  it('match a member that is a list when it contains the value', () => {
    const zoo = { input: { Colors: any } };
    expect(found(zoo, { Colors: 'black' }, animals)).to.deep.equal(['a', 'b']);
    expect(found(zoo, { Colors: ['red', 'yellow'] }, animals)).to.deep.equal(['a', 'b']);
    expect(found(zoo, { Colors: ['black', 'yellow'] }, animals)).to.deep.equal(['a', 'b']);
    expect(found({ ...zoo, animal: { Colors: any } }, { Colors: 'red' }, animals)).to.deep.equal(['a']);
  });

  it('take an animal without the member for one with an empty, false or zero one', () => {
    const zoo = { input: { Name: text, Age: any, Wild: any, Colors: any } };
    const one = { x: { Name: null }, y: { Name: 'bee', Age: 1, Wild: true, Colors: ['red'] } };
    expect(found(zoo, { Name: '' }, one)).to.deep.equal(['x']);
    expect(found(zoo, { Age: 0 }, one)).to.deep.equal(['x']);
    expect(found(zoo, { Wild: false }, one)).to.deep.equal(['x']);
    expect(found(zoo, { Wild: true }, one)).to.deep.equal(['y']);
    expect(found(zoo, { Age: 1 }, one)).to.deep.equal(['y']);
    expect(found(zoo, { Name: ['', 'bee'] }, one)).to.deep.equal(['x', 'y']);
    expect(found(zoo, { Age: [0, 1] }, one)).to.deep.equal(['x', 'y']);
    expect(found(zoo, { Name: 'none' }, one)).to.deep.equal([]);
  });

  it('pass over members that are not given, that neither the request nor an animal has, and that control the list', () => {
    const pagination = {
      ...{ style: 'token', items: 'Animals' },
      token: { token: 'Next', size: 'Max' },
      page: { page: 'Page', size: 'PageSize' },
      offset: { offset: 'Offset', size: 'Limit' },
    };
    const names = ['Next', 'Max', 'Page', 'PageSize', 'Offset', 'Limit', 'DryRun', 'ClientToken'];
    const members = Object.fromEntries(names.map((name) => [name, any]));
    const zoo = {
      input: { ...members, Odd: text, Name: text, AnimalIds: texts },
      animal: members,
      pagination,
    };
    for (const name of names) expect(found(zoo, { [name]: 'x' }, animals), name).to.have.length(4);
    for (const nothing of [undefined, null])
      expect(found(zoo, { Name: nothing }, animals), String(nothing)).to.have.length(4);
    expect(found(zoo, { Odd: 'x' }, animals), 'no member of an animal').to.have.length(4);
    expect(found(zoo, { Age: 1 }, animals), 'no member of the request').to.have.length(4);
  });

  it('filter by a member that controls other lists, where this one has no paging', () => {
    const zoo = { input: { Page: any }, animal: { Page: text } };
    expect(found(zoo, { Page: '1' }, { x: { Page: '1' }, y: { Page: '2' } })).to.deep.equal(['x']);
  });

  it('match a member that only the creation has, and no other', () => {
    const create = { action: 'CreateAnimal' };
    const zoo = { input: { Food: text }, shapes: { CreateInput: { Food: text } }, resource: { create } };
    const fed = { x: { Food: 'hay' }, y: { Food: 'fish' } };
    expect(found(zoo, { Food: 'hay' }, fed)).to.deep.equal(['x']);
    expect(found({ ...zoo, shapes: {} }, { Food: 'hay' }, fed)).to.have.length(2);
    expect(found({ ...zoo, resource: {} }, { Food: 'hay' }, fed)).to.have.length(2);
    expect(found({ ...zoo, resource: { create: { action: 'Gone' } } }, { Food: 'hay' }, fed)).to.have.length(
      2,
    );
  });

  it('match the state wherever it is, by the member that the facts name', () => {
    const zoo = {
      input: { Phase: text, Phases: texts },
      animal: { Status: { ref: 'Status' } },
      shapes: { Status: { Phase: text, Code: { type: 'integer' } } },
      resource: { status: { member: 'Status.Phase', filter: 'Phase', values: ['Awake', 'Asleep'] } },
    } as const;
    const asleep = { x: { Status: { Phase: 'Asleep' } }, y: { Status: { Phase: 'Awake' } } };
    expect(found(zoo, { Phase: 'Asleep' }, asleep)).to.deep.equal(['x']);
    expect(search(zoo, { Phase: 'Asleep' }, asleep).candidates).to.deep.equal(['x']);
    expect(found(zoo, { Phases: ['Asleep'] }, asleep)).to.have.length(2);
    const numbered = {
      ...zoo,
      resource: { status: { member: 'Status.Code', filter: 'Phase', type: 'integer', values: [1, 2] } },
    } as const;
    const coded = { x: { Status: { Code: 1 } }, y: { Status: { Code: 2 } } };
    expect(found(numbered, { Phase: '2' }, coded)).to.deep.equal(['y']);
    expect(found(numbered, { Phase: 2 }, coded)).to.deep.equal(['y']);
    const untold = { ...zoo, resource: { status: { member: 'Nothing', filter: 'Phase' } } };
    expect(found(untold, { Phase: 'Asleep' }, asleep)).to.have.length(2);
  });

  it('match the members of a filter object, and leave out those of its paging', () => {
    const zoo = {
      input: { Filter: { ref: 'Filter' } },
      shapes: { Filter: { Name: text, Page: text, More: { ref: 'More' } }, More: { Age: any } },
      animal: { Page: text },
      pagination: { style: 'page', items: 'Animals', page: { page: 'Filter.Page' } },
    };
    expect(found(zoo, { Filter: { Name: 'bee' } }, animals)).to.deep.equal(['b']);
    expect(found(zoo, { Filter: { Page: '1' } }, animals)).to.have.length(4);
    expect(found(zoo, { Filter: { More: { Age: 1 } } }, animals)).to.deep.equal(['a']);
    expect(found({ ...zoo, shapes: {} }, { Filter: { Name: 'bee' } }, animals)).to.have.length(4);
  });

  it('are what a behaviour says, also of members inside of objects', () => {
    const zoo = {
      input: { Older: any, Filter: { ref: 'Filter' } },
      shapes: { Filter: { Older: any } },
      filters: {
        Older: ({ data }, value) => Number(data['Age'] ?? 0) > Number(value),
        'Filter.Older': ({ data }, value) => Number(data['Age'] ?? 0) >= Number(value),
      },
    } satisfies Zoo;
    expect(found(zoo, { Older: 1 }, animals)).to.deep.equal(['b', 'c']);
    expect(found(zoo, { Filter: { Older: 1 } }, animals)).to.deep.equal(['a', 'b', 'c']);
  });
});

describe('filters that are lenient', () => {
  const cages = { x: { Cage: 'c1' }, y: {}, z: { Cage: 'c2' } };
  const zoo = { input: { Cage: text }, animal: { Cage: text } };

  it('keep animals without the member where the filter is required or scopes the list', () => {
    const scoped = { ...zoo, resource: { scopedBy: ['Cage'] } };
    const required = { ...zoo, input: { Cage: { ...text, required: true } } };
    const parent = { ...zoo, resource: { id: { request: 'AnimalId', identity: ['Cage', 'AnimalId'] } } };
    for (const lenient of [scoped, required, parent]) {
      expect(found(lenient, { Cage: 'c3' }, cages)).to.deep.equal(['y']);
      expect(found(lenient, { Cage: ['c3', ''] }, cages)).to.deep.equal(['y']);
    }
  });

  it('find those with the member only, once any has the value', () => {
    expect(found({ ...zoo, resource: { scopedBy: ['Cage'] } }, { Cage: 'c1' }, cages)).to.deep.equal(['x']);
  });

  it('are no others', () => {
    expect(found(zoo, { Cage: 'c3' }, cages)).to.deep.equal([]);
    expect(
      found({ ...zoo, input: { Cage: { ...text, required: false } } }, { Cage: 'c3' }, cages),
    ).to.deep.equal([]);
  });
});
