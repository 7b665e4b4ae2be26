import { expect } from 'chai';
import { errorOf } from '../../support/error-of.js';
import { FakeCloud } from '../../support/fake-cloud.js';
import { byToken, listOf, numbers, paged, pagesOf, settled, untold } from './made-list.js';

describe('a list that is read ahead', () => {
  it('asks for one page at a time where it is not', async () => {
    const cloud = numbers(9);
    const pages = listOf(cloud, paged).pageSize(2).pages();
    await pages.next();
    await pages.next();
    await settled();
    expect(pagesOf(cloud)).to.deep.equal([1, 2]);
    await pages.return();
  });

  it('has so many pages under way, and none behind the last', async () => {
    const cloud = numbers(5);
    const pages = listOf(cloud, paged).pageSize(2).prefetch(10).pages();
    await pages.next();
    await settled();
    expect(pagesOf(cloud)).to.deep.equal([1, 2, 3]);
    const rest = [];
    for await (const { items } of pages) rest.push(...items);
    expect(rest).to.deep.equal([3, 4, 5]);
    expect(pagesOf(cloud)).to.deep.equal([1, 2, 3]);
  });

  it('has so many pages under way as are parallel, where they have tokens', async () => {
    const cloud = new FakeCloud(({ request }) => {
      const at = Number(request['Next'] ?? 1);
      return { Items: [at], Next: at < 9 ? String(at + 1) : '' };
    });
    for (const [ahead, width, sent] of [
      [0, 3, 4],
      [5, 3, 6],
      [1, 1, 2],
    ] as const) {
      cloud.sent.length = 0;
      const pages = listOf(cloud, byToken).prefetch(ahead).parallel(width).pages();
      await pages.next();
      await settled();
      expect(cloud.sent).to.have.length(sent);
      await pages.return();
    }
    expect(await listOf(cloud, byToken).parallel(3).toArray()).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('does not fail unseen by a page that nobody asks for any more', async () => {
    const cloud = numbers(9, ({ request }) => {
      if (request['Page'] === 2) throw new Error('page 2 is broken');
      return {};
    });
    const pages = listOf(cloud, paged).pageSize(2).prefetch(2).pages();
    expect((await pages.next()).value)
      .to.have.property('items')
      .that.deep.equals([1, 2]);
    await settled();
    await pages.return();
  });
});

describe('a list that is read in parallel', () => {
  it('asks for all numbered pages, each once, and none behind the total', async () => {
    for (const width of [2, 3, 10]) {
      const cloud = numbers(9);
      expect(await listOf(cloud, paged).pageSize(2).parallel(width).toArray()).to.deep.equal([
        1, 2, 3, 4, 5, 6, 7, 8, 9,
      ]);
      expect(pagesOf(cloud)).to.deep.equal([1, 2, 3, 4, 5]);
    }
  });

  it('has no more pages under way than it may', async () => {
    let underWay = 0;
    let most = 0;
    const cloud = new FakeCloud(async ({ request }) => {
      most = Math.max(most, ++underWay);
      await settled();
      underWay--;
      return { Items: [request['Page']], Total: 200 };
    });
    await listOf(cloud, paged).pageSize(1).parallel(3).toArray({ limit: 20 });
    expect(most).to.equal(3);
    await listOf(cloud, paged).pageSize(1).parallel(1_000).toArray();
    expect(most).to.equal(64);
  });

  it('stops at the first page that is not full, where no total is told', async () => {
    const cloud = numbers(5);
    expect(await listOf(cloud, untold).pageSize(2).parallel(2).toArray()).to.deep.equal([1, 2, 3, 4, 5]);
    expect(pagesOf(cloud).length).to.be.at.most(5);
  });

  it('takes a total that is text, and none from what is no number', async () => {
    const told = numbers(9, () => ({ Total: '9' }));
    await listOf(told, paged).pageSize(2).parallel(10).toArray();
    expect(pagesOf(told)).to.deep.equal([1, 2, 3, 4, 5]);
    const odd = numbers(4, () => ({ Total: [4] }));
    expect(await listOf(odd, paged).pageSize(2).parallel(2).toArray()).to.deep.equal([1, 2, 3, 4]);
  });

  it('reads one page after the other where the service gives fewer items than asked for', async () => {
    const cloud = new FakeCloud(({ request }) => ({ Items: [request['Page']], Total: 4 }));
    expect(await listOf(cloud, paged).pageSize(2).parallel(3).toArray()).to.deep.equal([1, 2, 3, 4]);
    expect(pagesOf(cloud)).to.deep.equal([1, 2, 3, 4]);
  });

  it('gives a list of one page, with one call', async () => {
    const cloud = numbers(2);
    const pages = [];
    for await (const { items } of listOf(cloud, paged).pageSize(2).parallel(3).pages()) pages.push(items);
    expect(pages).to.deep.equal([[1, 2]]);
    expect(cloud.sent).to.have.length(1);
  });

  it('gives a list of one short page, with one call', async () => {
    const cloud = numbers(1);
    expect(await listOf(cloud, paged).pageSize(2).parallel(3).toArray()).to.deep.equal([1]);
    expect(cloud.sent).to.have.length(1);
  });

  it('is read by its page numbers where it has tokens too, which one page after the other would use', async () => {
    const cloud = numbers(5, () => ({ Next: 'more' }));
    const both = { ...paged, ...byToken };
    expect(await listOf(cloud, both).pageSize(2).parallel(2).toArray()).to.deep.equal([1, 2, 3, 4, 5]);
    expect(pagesOf(cloud)).to.deep.equal([1, 2, 3]);
    cloud.sent.length = 0;
    await listOf(cloud, both).pageSize(2).parallel(1).first();
    expect(cloud.last?.request).to.deep.equal({ Size: 2 });
  });

  it('is so too where the total is no number', async () => {
    let underWay = 0;
    let most = 0;
    const cloud = new FakeCloud(async ({ request }) => {
      most = Math.max(most, ++underWay);
      await settled();
      underWay--;
      return { Items: Number(request['Page']) > 6 ? [] : [request['Page']], Total: [1] };
    });
    expect(await listOf(cloud, paged).pageSize(1).parallel(3).toArray()).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(most).to.equal(3);
  });

  for (const [what, answer] of [
    ['failed', () => Promise.reject(new Error('page 3 is broken'))],
    ['was the last', () => ({ Items: [5] })],
  ] as const)
    it(`starts no page after one that ${what}, though one before it is still under way`, async () => {
      let release = (): void => undefined;
      const cloud = new FakeCloud(async ({ request }) => {
        const page = Number(request['Page']);
        if (page === 2) await new Promise<void>((resolve) => (release = resolve));
        return page === 3 ? answer() : { Items: [page * 2 - 1, page * 2] };
      });
      const found = listOf(cloud, untold).pageSize(2).parallel(2).toArray();
      found.catch(() => undefined);
      for (let turn = 0; turn < 3; turn++) await settled();
      release();
      const outcome = await found.catch((error: unknown) => error);
      expect(pagesOf(cloud)).to.deep.equal([1, 2, 3]);
      if (what === 'failed') expect(outcome).to.be.an('error').with.property('message', 'page 3 is broken');
      else expect(outcome).to.deep.equal([1, 2, 3, 4, 5]);
    });

  it('gives no empty page at the end', async () => {
    const pages = [];
    for await (const { items } of listOf(numbers(4), untold).pageSize(2).parallel(2).pages())
      pages.push(items);
    expect(pages).to.deep.equal([
      [1, 2],
      [3, 4],
    ]);
  });

  it('reads on where the list grew while it was read', async () => {
    let count = 4;
    const cloud = new FakeCloud(({ request }) => {
      const { Page, Size } = request as { Page: number; Size: number };
      if (Page === 2) count = 7;
      const all = Array.from({ length: count }, (_each, i) => i + 1);
      return { Items: all.slice((Page - 1) * Size, Page * Size), Total: count };
    });
    expect(await listOf(cloud, paged).pageSize(2).parallel(2).toArray()).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    expect(pagesOf(cloud)).to.deep.equal([1, 2, 3, 4]);
  });

  it('starts no page after one that failed', async () => {
    const cloud = numbers(40, ({ request }) => {
      if (request['Page'] === 2) throw new Error('page 2 is broken');
      return {};
    });
    const error = await errorOf(listOf(cloud, paged).pageSize(2).parallel(2).toArray());
    expect(error.message).to.equal('page 2 is broken');
    await settled();
    expect(pagesOf(cloud)).to.deep.equal([1, 2, 3]);
  });
});
