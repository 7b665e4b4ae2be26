import { inspect } from 'node:util';
import { expect } from 'chai';
import { loadService } from '../../src/catalog/load.js';
import {
  AfterCreationError,
  ConfigError,
  ConflictError,
  NotFoundError,
  ResourceError,
  ServiceError,
  TimeoutError,
  WaiterTimeoutError,
} from '../../src/errors/index.js';
import type { BatchResult } from '../../src/resources/removal/batch-result.js';
import type { Collection } from '../../src/resources/collection.js';
import type { Resource } from '../../src/resources/resource.js';
import { errorOf } from '../support/error-of.js';
import { FakeCloud } from '../support/fake-cloud.js';

const unchecked = { validate: false } as const;
const refused = (code: string, message = code): ServiceError =>
  new FakeCloud().dispatcher('vpc').errorOf({ action: 'X', code, serviceMessage: message, status: 409 });

describe('what a creation returns', () => {
  it('is kept, and neither printed nor serialised: the private key of a key pair', async () => {
    const cloud = new FakeCloud(() => ({ KeyPairId: 'kp-1', PrivateKey: 'PEM-SECRET' }));
    const pair = (await cloud
      .collection('ecs', 'KeyPair')
      .create()
      .from({ KeyPairName: 'shop' })
      .run()) as Resource;
    expect(pair.created).to.deep.include({ PrivateKey: 'PEM-SECRET' });
    expect(pair.name).to.equal('shop');
    expect(cloud.sent).to.have.length(1);
    expect(inspect(pair, { depth: 9, showHidden: true }) + JSON.stringify(pair)).not.to.contain('PEM-SECRET');
    expect(Object.keys(pair)).not.to.include('created');
  });

  it('is not lost with a failed wait', async () => {
    const cloud = new FakeCloud(({ action }) => {
      if (action === 'RunInstances') return { InstanceIds: ['i-1', 'i-2'] };
      throw refused('Forbidden');
    });
    const run = cloud
      .collection('ecs', 'Instance')
      .create()
      .from({ Count: 2 })
      .run({ ...unchecked, wait: true } as object);
    const error = (await errorOf(run)) as AfterCreationError;
    expect(error).to.be.instanceOf(AfterCreationError);
    expect(error.created.map(({ id }) => id)).to.deep.equal(['i-1', 'i-2']);
    expect(error.cause).to.be.instanceOf(ServiceError);
  });

  it('is not lost where the wait of one of several fails', async () => {
    const cloud = new FakeCloud(({ action, request }) => {
      if (action === 'RunInstances') return { InstanceIds: ['i-1', 'i-2'] };
      if (String(request['InstanceIds']) === 'i-1') throw refused('Forbidden');
      return { Instances: [{ InstanceId: 'i-2', Status: 'RUNNING' }] };
    });
    const run = cloud.collection('ecs', 'Instance').create().from({ Count: 2 });
    const error = (await errorOf(run.run({ ...unchecked, wait: true } as object))) as AfterCreationError;
    expect(error.created.map(({ id }) => id)).to.deep.equal(['i-1', 'i-2']);
    expect(error.cause).to.be.instanceOf(ServiceError);
  });

  it('is told of those that were made where others of the same call failed', async () => {
    const add = (ids: readonly string[], failed: readonly object[]) =>
      errorOf(
        new FakeCloud(() => ({ FailedInstances: failed }))
          .collection('ecs', 'CloudAssistant')
          .create()
          .from({ InstanceIds: ids })
          .run(unchecked),
      );
    const error = (await add(['i-1', 'i-2'], [{ Id: 'i-2', ErrorMessage: 'stopped' }])) as AfterCreationError;
    expect(error).to.be.instanceOf(AfterCreationError);
    expect(error.created.map(({ id }) => id)).to.deep.equal(['i-1']);
    expect((error.cause as ServiceError).itemId).to.equal('i-2');
    const none = await add(['i-1', 'i-2'], [{ ErrorMessage: 'no agent' }]);
    expect(none).to.be.instanceOf(ServiceError);
    expect(await add(['i-2'], [{ Id: 'i-2', ErrorMessage: 'x' }])).to.be.instanceOf(ServiceError);
  });

  it('stays reachable where it tells no id', async () => {
    const cloud = new FakeCloud(() => ({ Other: 1 }));
    const error = (await errorOf(
      cloud.collection('vpc', 'Vpc').create().from({ CidrBlock: '10.0.0.0/16' }).run(),
    )) as AfterCreationError;
    expect(error).to.be.instanceOf(AfterCreationError);
    expect(error.response).to.deep.equal({ Other: 1 });
    expect(error.message).to.match(/CreateVpc succeeded/);
  });
});

describe('failures inside HTTP 200', () => {
  const details = [
    { InstanceId: 'i-2', Error: { Code: 'InvalidInstance.NotFound', Message: 'gone' } },
    { InstanceId: 'i-1' },
  ];

  it('reject a method of one resource with the error and the id of the item', async () => {
    const cloud = new FakeCloud(() => ({
      OperationDetails: [
        { InstanceId: 'i-1', Error: { Code: 'InvalidKeyPair.NotFound', Message: 'no such pair' } },
      ],
    }));
    const pair = cloud.collection('ecs', 'KeyPair').handle('kp-1');
    const error = (await errorOf(
      pair.perform('AttachKeyPair', { InstanceIds: ['i-1'], KeyPairName: 'k' }),
    )) as NotFoundError;
    expect(error).to.be.instanceOf(NotFoundError);
    expect([error.code, error.itemId]).to.deep.equal(['InvalidKeyPair.NotFound', 'i-1']);
  });

  it('are sorted by id for a method of the collection; no ids send nothing, an empty one is refused', async () => {
    const cloud = new FakeCloud(() => ({ OperationDetails: details }));
    const instances = cloud.collection('ecs', 'Instance') as Collection & {
      stopAll(ids: readonly string[]): Promise<BatchResult<string, unknown>>;
    };
    const { succeeded, failed } = await instances.stopAll(['i-1', 'i-2']);
    expect(succeeded).to.deep.equal([{ index: 0, id: 'i-1' }]);
    expect(failed.map(({ index, id, error }) => [index, id, error instanceof NotFoundError])).to.deep.equal([
      [1, 'i-2', true],
    ]);
    expect((await instances.stopAll([])).succeeded).to.deep.equal([]);
    expect(await errorOf(instances.stopAll(['']))).to.be.instanceOf(ResourceError);
    expect(cloud.sent).to.have.length(1);
  });

  it('include a result whose Success is false', async () => {
    const cloud = new FakeCloud(() => ({ Success: false }));
    const source = cloud
      .collection('dataleap20260301', 'DataSource')
      .handle({ ProjectId: '1', DataSourceId: '2' } as never);
    expect(await errorOf(source.delete(unchecked))).to.be.instanceOf(ServiceError);
  });
});

describe('the limits of a deletion and of a wait', () => {
  it('timeoutMs bounds a whole deletion; the conflict is reported, logged and the cause', async () => {
    const cloud = new FakeCloud(() => {
      throw refused('InvalidVpc.InvalidStatus');
    });
    const seen: string[] = [];
    const error = await errorOf(
      cloud
        .collection('vpc', 'Vpc')
        .handle('vpc-1')
        .delete({ timeoutMs: 4_000, onConflict: ({ code }) => seen.push(code) }),
    );
    expect(error).to.be.instanceOf(TimeoutError);
    expect(error.cause).to.be.instanceOf(ConflictError);
    const limits = cloud.sent.map(({ options }) => options?.timeoutMs ?? Infinity);
    expect(limits).to.deep.equal([4_000, 3_000, 1_500]);
    expect(seen.length).to.equal(cloud.logged.length).and.to.be.greaterThan(1);
  });

  it('a resource that stays in use is refused after a few tries, unless the caller says how long to try', async () => {
    const cloud = new FakeCloud(() => {
      throw refused('InvalidVpc.InUse');
    });
    const vpc = cloud.collection('vpc', 'Vpc').handle('vpc-1');
    expect(await errorOf(vpc.delete())).to.be.instanceOf(ConflictError);
    expect(cloud.sent).to.have.length(6);
    await errorOf(vpc.delete({ retryConflictsMs: 120_000 }));
    expect(cloud.sent.length).to.be.greaterThan(12);
  });

  it('a resource in use is retried while the session deletes something else, until that is gone', async () => {
    let usedUntil = 60_000;
    const cloud = new FakeCloud(({ action }) => {
      if (action === 'DeleteVpc' && cloud.clock.now() < usedUntil) throw refused('InvalidVpc.InUse');
      if (action.startsWith('DescribeSubnet')) throw refused('InvalidSubnet.NotFound');
      return {};
    });
    const vpc = cloud.collection('vpc', 'Vpc').handle('vpc-1');
    const subnet = cloud.collection('vpc', 'Subnet').handle('subnet-1');
    const other = new FakeCloud();
    await other.collection('vpc', 'Subnet').handle('subnet-1').delete();
    expect(await errorOf(vpc.delete())).to.be.instanceOf(ConflictError);
    await subnet.delete();
    await vpc.delete();
    expect(cloud.clock.now()).to.be.greaterThan(60_000);
    usedUntil = Infinity;
    await subnet.waitUntilGone();
    const started = cloud.clock.now();
    const again = cloud.collection('vpc', 'Vpc').handle('vpc-1');
    expect(await errorOf(again.delete())).to.be.instanceOf(ConflictError);
    expect(cloud.clock.now() - started).to.be.lessThan(15_000);
  });

  it('two deletions that hold each other up both end', async () => {
    const cloud = new FakeCloud(() => {
      throw refused('Invalid.InUse');
    });
    const both = [
      cloud.collection('vpc', 'Vpc').handle('vpc-1').delete(),
      cloud.collection('vpc', 'Subnet').handle('subnet-1').delete(),
    ];
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    expect(cloud.sent.length).to.be.lessThan(16);
  });

  it('a poll gets what is left of the wait, and one that failed for a moment does not end it', async () => {
    let polls = 0;
    const cloud = new FakeCloud(() => {
      if (++polls < 6) throw new TimeoutError('total', 1);
      return { Vpcs: [], VpcId: 'vpc-1', Status: 'Available' };
    });
    const vpc = cloud.collection('vpc', 'Vpc').handle('vpc-1');
    await vpc.waitUntil('Available', { maxWaitMs: 600_000 });
    expect(cloud.sent.every(({ options }) => (options?.timeoutMs ?? Infinity) <= 600_000)).to.equal(true);
    const own = { maxWaitMs: 400, call: { timeoutMs: 60_000 } };
    const before = cloud.sent.length;
    await vpc.waitUntil('Available', own);
    expect(cloud.sent.slice(before).map(({ options }) => options?.timeoutMs)).to.deep.equal([400]);
    const down = new FakeCloud(() => {
      throw new TimeoutError('total', 1);
    });
    const wait = down.collection('vpc', 'Vpc').handle('vpc-1').waitUntil('Available', { maxWaitMs: 20_000 });
    expect(await errorOf(wait)).to.be.instanceOf(WaiterTimeoutError);
  });

  it('options that are no numbers are refused', async () => {
    const vpcs = new FakeCloud().collection('vpc', 'Vpc');
    for (const options of [
      { delayMs: 0 },
      { delayMs: Number.NaN },
      { delayMs: -1 },
      { maxWaitMs: Number.NaN },
    ])
      expect(await errorOf(vpcs.handle('vpc-1').waitUntil('Available', options))).to.be.instanceOf(
        ConfigError,
      );
    for (const list of [
      () => vpcs.list().pageSize(0),
      () => vpcs.list().prefetch(-1),
      () => vpcs.list().parallel(Number.NaN),
    ])
      expect(list).to.throw(ConfigError);
  });
});

describe('a list read in parallel', () => {
  it('asks for no page behind the end, which the first response tells', async () => {
    const cloud = new FakeCloud(({ request }) => ({
      TotalCount: 25,
      Subnets: Array.from({ length: request['PageNumber'] === 3 ? 5 : 10 }, (_, i) => ({
        SubnetId: `s-${String(request['PageNumber'])}-${i}`,
      })),
    }));
    const { pagination } = loadService('vpc').actions['DescribeSubnets']!;
    expect(pagination?.page).to.not.equal(undefined);
    const all = await cloud.collection('vpc', 'Subnet').list().pageSize(10).parallel(64).toArray();
    expect([all.length, cloud.sent.length]).to.deep.equal([25, 3]);
  });
});
