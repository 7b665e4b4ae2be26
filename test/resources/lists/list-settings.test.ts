import { inspect } from 'node:util';
import { expect } from 'chai';
import { ConfigError, ResourceError } from '../../../src/errors/index.js';
import { listMethods, makeList, type List, type ListSource } from '../../../src/resources/lists/list.js';
import { madeFacts } from '../../models/made-facts.js';
import { errorOf } from '../../support/error-of.js';
import { FakeCloud } from '../../support/fake-cloud.js';
import { facts, listOf, numbers, paged, shape, text, untold, type Setters } from './made-list.js';

describe('the settings of a list', () => {
  it('refuse what is no count, and say which', () => {
    const list = listOf(numbers(1), paged);
    for (const [name, wrong] of [
      ['pageSize', 0],
      ['pageSize', 1.5],
      ['prefetch', -1],
      ['prefetch', NaN],
      ['parallel', 0],
      ['parallel', Infinity],
    ] as const) {
      const least = name === 'prefetch' ? 0 : 1;
      const message = `${name} has to be a whole number from ${least}`;
      expect(() => list[name](wrong), `${name} ${wrong}`).to.throw(ConfigError, message);
    }
    for (const fine of [list.pageSize(1), list.prefetch(0), list.parallel(1)])
      expect(fine).to.not.equal(list);
  });

  it('are the size of its pages and the options of its calls', async () => {
    const cloud = numbers(5);
    const list = listOf(cloud, paged).pageSize(2).options({ timeoutMs: 7 });
    expect(await list.toArray()).to.deep.equal([1, 2, 3, 4, 5]);
    expect(cloud.sent.map(({ request }) => request)).to.deep.equal([
      { Page: 1, Size: 2 },
      { Page: 2, Size: 2 },
      { Page: 3, Size: 2 },
    ]);
    expect(cloud.last?.options).to.deep.equal({ timeoutMs: 7 });
  });

  it('give way to the options of a single call, each by itself', async () => {
    const cloud = numbers(5);
    const list = listOf(cloud, paged).options({ timeoutMs: 7, region: 'cn-shanghai' });
    const own = { timeoutMs: 9 };
    for (const call of [() => list.first(own), () => list.toArray(own), () => list.count(own)]) {
      await call();
      expect(cloud.last?.options).to.deep.equal({ timeoutMs: 9, region: 'cn-shanghai' });
    }
  });

  it('make new lists, and reusable pieces of them', async () => {
    const cloud = numbers(5);
    const list = listOf(cloud, paged);
    const small = list.with((each) => each.pageSize(1));
    await small.first();
    expect(cloud.last?.request).to.include({ Size: 1 });
    await list.toArray();
    expect(cloud.last?.request).to.include({ Size: 100 });
  });

  it('read a page with no more items than are wanted, unless the size is set', async () => {
    const cloud = numbers(50);
    const list = listOf(cloud, paged);
    expect(await list.first()).to.equal(1);
    expect(await list.toArray({ limit: 3 })).to.deep.equal([1, 2, 3]);
    expect(await list.pageSize(2).toArray({ limit: 3 })).to.deep.equal([1, 2, 3]);
    await list.toArray();
    expect(cloud.sent.map(({ request }) => request['Size'])).to.deep.equal([1, 3, 2, 2, 100]);
  });

  it('read whole pages where items are dropped, since a small one might have none to keep', async () => {
    const cloud = numbers(50);
    const even = listOf(cloud, paged, { keep: (item) => Number(item) % 2 === 0 });
    expect(await even.first()).to.equal(2);
    expect(await even.toArray({ limit: 2 })).to.deep.equal([2, 4]);
    expect(cloud.sent.map(({ request }) => request['Size'])).to.deep.equal([100, 100]);
  });
});

describe('the items of a list', () => {
  it('are wrapped with the request and the options that they were read by', async () => {
    const wrap: ListSource['wrap'] = (item, request, options) => [item, request['Name'], options?.timeoutMs];
    const list = listOf(numbers(2), paged, { wrap }, { Name: 'x' }).options({ timeoutMs: 7 });
    expect(await list.toArray()).to.deep.equal([
      [1, 'x', 7],
      [2, 'x', 7],
    ]);
  });

  it('come with the response of their page', async () => {
    const pages = [];
    for await (const each of listOf(numbers(3), paged, { keep: (item) => item !== 1 })
      .pageSize(2)
      .pages())
      pages.push(each);
    expect(pages.map(({ items }) => items)).to.deep.equal([[2], [3]]);
    expect(pages.map(({ response }) => response)).to.deep.equal([
      { Items: [1, 2], Total: 3 },
      { Items: [3], Total: 3 },
    ]);
  });

  it('are none where the response has no list, or where there is none', async () => {
    for (const Items of [undefined, null, 'x', {}]) {
      const list = listOf(new FakeCloud(() => ({ Items })), paged);
      expect(await list.toArray()).to.deep.equal([]);
      expect(await list.first()).to.equal(undefined);
    }
    expect(await listOf(numbers(9), paged).toArray({ limit: 0 })).to.deep.equal([]);
    expect(await listOf(numbers(9), paged).toArray({ limit: -1 })).to.deep.equal([]);
  });

  it('are all in one response where the facts know no paging, or not the action', async () => {
    const cloud = numbers(3);
    expect(await listOf(cloud).toArray()).to.deep.equal([1, 2, 3]);
    expect(cloud.sent).to.have.length(1);
    expect(cloud.last?.request).to.deep.equal({});
    const dispatcher = cloud.dispatcher(facts(paged));
    const unknown = makeList({ dispatcher, action: 'Other', itemsPath: 'Items' });
    expect(await unknown.options({ validate: false }).toArray()).to.deep.equal([1, 2, 3]);
    expect(await errorOf(unknown.count())).to.be.instanceOf(ResourceError);
  });
});

describe('the count of a list', () => {
  it('is the total of one small page of its filters', async () => {
    const cloud = numbers(7);
    expect(await listOf(cloud, paged, {}, { Name: 'x' }).count()).to.equal(7);
    expect(cloud.sent.map(({ request }) => request)).to.deep.equal([{ Name: 'x', Page: 1, Size: 1 }]);
    expect(
      await listOf(
        numbers(7, () => ({ Total: '7' })),
        paged,
      ).count(),
    ).to.equal(7);
  });

  it('cannot be had where the API tells no total, or items are dropped, and nothing is sent then', async () => {
    const cloud = numbers(7);
    for (const list of [
      listOf(cloud),
      listOf(cloud, untold),
      listOf(cloud, { ...paged, out: {} }),
      listOf(cloud, paged, { keep: () => true }),
    ]) {
      const error = await errorOf(list.count());
      expect(error).to.be.instanceOf(ResourceError);
      expect(error.message).to.equal('Make returns no total: use toArray() and its length');
    }
    expect(cloud.sent).to.have.length(0);
  });

  it('is an error where the response lacks the total', async () => {
    const error = await errorOf(
      listOf(
        numbers(7, () => ({ Total: 'many' })),
        paged,
      ).count(),
    );
    expect(error.message).to.equal('Make returned no total: use toArray() and its length');
  });
});

describe('the filters of a list', () => {
  it('are the setters of its request, beside what a list does by itself', async () => {
    const list = listOf(numbers(1), paged) as List & Setters;
    const filtered = list.name?.('x').states?.(['a']).state?.('b').label?.('k', 'v') as List & Setters;
    expect(filtered.toJSON()).to.deep.equal({ Name: 'x', States: ['a', 'b'], Labels: { k: 'v' } });
    expect(list.toJSON()).to.deep.equal({});
    expect(filtered.from({ Name: 'y' }).toJSON()).to.include({ Name: 'y' });
    expect(await filtered.first()).to.equal(1);
  });

  it('never replace what a list does by itself', () => {
    const members = Object.fromEntries(
      [...listMethods].map((name) => [name.replace(/^./, (c) => c.toUpperCase()), text]),
    );
    const made = madeFacts({ Whole: { ...members, Name: text } });
    const list = makeList({
      dispatcher: new FakeCloud().dispatcher(made),
      action: 'Make',
      itemsPath: 'Items',
    });
    const own = Object.getOwnPropertyNames(Object.getPrototypeOf(list));
    expect(own)
      .to.include('name')
      .and.not.include.members([...listMethods]);
    for (const method of listMethods) expect(own, method).to.not.include(method);
    const listed = ['pages', 'first', 'toArray', 'count', 'pageSize', 'prefetch', 'parallel', 'options'];
    expect([...listMethods]).to.have.members(listed);
  });

  it('are named when the list is printed, without their values', () => {
    expect(inspect(listOf(numbers(1), paged))).to.equal('WholeList { filters: none }');
    const list = listOf(numbers(1), paged, {}, { Name: 'secret', States: [] });
    expect(inspect(list)).to.equal('WholeList { filters: Name, States }');
  });

  it('make one class per request, which is named after the action', () => {
    const made = facts(paged);
    const source = (action: string, of = made) => ({
      dispatcher: new FakeCloud().dispatcher(of),
      action,
      itemsPath: 'Items',
    });
    expect(makeList(source('Make')).constructor).to.equal(makeList(source('Make')).constructor);
    const Make = { ...made.actions['Make'], input: 'RequestOfMakeRequest' };
    const renamed = { ...made, actions: { Make }, shapes: { RequestOfMakeRequest: shape } } as never;
    expect(makeList(source('Make', renamed)).constructor.name).to.equal('RequestOfMakeList');
  });
});
