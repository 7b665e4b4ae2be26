import { expect } from 'chai';
import { NotFoundError, ResourceError } from '../../../src/errors/index.js';
import type { List } from '../../../src/resources/lists/list.js';
import type { Resource } from '../../../src/resources/resource.js';
import { FakeCloud, type Sent } from '../../support/fake-cloud.js';
import { errorOf } from '../../support/error-of.js';

const total = 10;

/** Volumes by page number: `vol-1` to `vol-10`; `before` may hold or fail a response. */
function numbered(before: (page: number) => unknown = () => undefined): FakeCloud {
  return new FakeCloud(async ({ request }: Sent) => {
    const page = Number(request['PageNumber'] ?? 1);
    await before(page);
    const size = Number(request['PageSize']);
    const first = (page - 1) * size;
    const Volumes = Array.from({ length: Math.max(0, Math.min(size, total - first)) }, (_each, i) => ({
      VolumeId: `vol-${first + i + 1}`,
    }));
    return { Volumes, TotalCount: total, PageNumber: page, PageSize: size };
  });
}

/** Instances by token: three pages of one. */
function byToken(): FakeCloud {
  return new FakeCloud(({ request }) => {
    const at = Number(request['NextToken'] ?? 1);
    return { Instances: [{ InstanceId: `i-${at}` }], NextToken: at < 3 ? String(at + 1) : '' };
  });
}

const volumes = (cloud: FakeCloud): List =>
  cloud.collection('storageebs', 'Volume').list().pageSize(3).from({});
const ids = (found: readonly unknown[]): unknown[] => found.map((each) => (each as Resource).id);
const all = Array.from({ length: total }, (_each, i) => `vol-${i + 1}`);

/** As many turns of the event loop as promises need to get as far as they can. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a list', () => {
  it('answers next() in order when it is called before the last response came', async () => {
    const iterator = volumes(numbered())[Symbol.asyncIterator]();
    const results = await Promise.all(Array.from({ length: total + 1 }, () => iterator.next()));
    expect(ids(results.slice(0, total).map(({ value }) => value as unknown))).to.deep.equal(all);
    expect(results.at(-1)?.done).to.equal(true);
  });

  it('is read anew by each iteration, also by two at once, and reads nothing before', async () => {
    const cloud = numbered();
    const list = volumes(cloud);
    await settled();
    expect(cloud.sent).to.have.length(0);
    const [one, other] = await Promise.all([list.toArray(), list.toArray()]);
    expect([ids(one), ids(other)]).to.deep.equal([all, all]);
    expect(cloud.sent).to.have.length(8);
  });

  it('reads a page when it is wanted and no sooner, unless it is told to read ahead', async () => {
    for (const [ahead, sent] of [
      [0, 1],
      [1, 2],
      [2, 3],
    ] as const) {
      const cloud = numbered();
      const iterator = volumes(cloud).prefetch(ahead).pages();
      await iterator.next();
      await settled();
      expect(cloud.sent, `${ahead} pages ahead`).to.have.length(sent);
      await iterator.return();
    }
  });

  it('gives pages that are read in parallel in their order, however they come in', async () => {
    const open = new Map<number, () => void>();
    const cloud = numbered((page) =>
      page === 1 ? undefined : new Promise<void>((resolve) => open.set(page, resolve)),
    );
    const found = volumes(cloud).parallel(3).toArray();
    await settled();
    expect([...open.keys()]).to.deep.equal([2, 3, 4]);
    for (const page of [4, 3, 2]) open.get(page)?.();
    await settled();
    for (const release of open.values()) release();
    expect(ids(await found)).to.deep.equal(all);
  });

  it('gives what comes before a page that fails in parallel, then that page’s error', async () => {
    const cloud = numbered((page) =>
      page === 3 ? Promise.reject(new Error('page 3 is broken')) : undefined,
    );
    const seen: unknown[] = [];
    const error = await errorOf(
      (async () => {
        for await (const each of volumes(cloud).parallel(3)) seen.push(each);
      })(),
    );
    expect(error.message).to.equal('page 3 is broken');
    expect(ids(seen)).to.deep.equal(all.slice(0, 6));
  });

  it('ends where it is aborted: what was read stays, nothing more is sent', async () => {
    const cloud = numbered();
    const controller = new AbortController();
    const seen: unknown[] = [];
    const error = await errorOf(
      (async () => {
        for await (const each of volumes(cloud).options({ signal: controller.signal })) {
          seen.push(each);
          if (seen.length === 3) controller.abort(new Error('enough'));
        }
      })(),
    );
    expect(error.message).to.contain('enough');
    expect(ids(seen)).to.deep.equal(all.slice(0, 3));
    await settled();
    expect(cloud.sent.length).to.be.at.most(2);
  });

  it('stops reading when the loop is left', async () => {
    const cloud = numbered();
    for await (const each of volumes(cloud)) if ((each as Resource).id === 'vol-4') break;
    await settled();
    expect(cloud.sent).to.have.length(2);
  });

  it('ends with an error when a service gives the same token again', async () => {
    const cloud = new FakeCloud(() => ({ Instances: [{ InstanceId: 'i-1' }], NextToken: 'same' }));
    const error = await errorOf(cloud.collection('ecs', 'Instance').list().toArray());
    expect(error).to.be.instanceOf(ResourceError);
    expect(error.message).to.contain('the same page token NextToken again');
    expect(cloud.sent.length).to.be.at.most(3);
  });

  it('follows a token that is a number, and ends with an error at one that is an object', async () => {
    const pages: Record<string, unknown> = { undefined: 7, 7: 9007199254740993n, '9007199254740993': '' };
    const cloud = new FakeCloud(({ request }) => ({
      Instances: [{ InstanceId: `i-${String(request['NextToken'])}` }],
      NextToken: pages[String(request['NextToken'])],
    }));
    const found = await cloud.collection('ecs', 'Instance').list().toArray();
    expect(ids(found)).to.deep.equal(['i-undefined', 'i-7', 'i-9007199254740993']);
    const odd = new FakeCloud(() => ({ Instances: [{ InstanceId: 'i-1' }], NextToken: { Key: 'a' } }));
    const error = await errorOf(odd.collection('ecs', 'Instance').list().toArray());
    expect(error).to.be.instanceOf(ResourceError);
    expect(error.message).to.contain('NextToken of the response is neither text nor a number');
  });

  it('follows tokens, and reads one item for first()', async () => {
    const cloud = byToken();
    const list = cloud.collection('ecs', 'Instance').list();
    expect(ids(await list.toArray())).to.deep.equal(['i-1', 'i-2', 'i-3']);
    expect(((await list.first()) as Resource).id).to.equal('i-1');
    expect(cloud.last?.request).to.include({ MaxResults: 1 });
    expect(await list.toArray({ limit: 0 })).to.deep.equal([]);
  });

  it('counts by one small call where the API tells a total, and says so where it does not', async () => {
    const cloud = numbered();
    expect(await volumes(cloud).count()).to.equal(total);
    expect(cloud.sent).to.have.length(1);
    const untold = await errorOf(byToken().collection('ecs', 'Instance').list().count());
    expect(untold).to.be.instanceOf(ResourceError);
    expect(untold.message).to.contain('use toArray() and its length');
  });

  it('names the nearest filter for one that it does not have', async () => {
    const error = await errorOf(
      numbered().collection('storageebs', 'Volume').find({ VolumeNames: 'shop' }).toArray(),
    );
    expect(error.message).to.contain('VolumeNames').and.to.contain('VolumeName');
  });
});

describe('a resource that is not there', () => {
  it('is a NotFoundError for get() and false for exists()', async () => {
    const instances = new FakeCloud(() => ({ Instances: [] })).collection('ecs', 'Instance');
    expect(await errorOf(instances.get('i-1'))).to.be.instanceOf(NotFoundError);
    expect(await instances.exists('i-1')).to.equal(false);
  });
});
