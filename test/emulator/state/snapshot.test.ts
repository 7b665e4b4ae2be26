import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { restoreSnapshot, takeSnapshot } from '../../../src/emulator/state/snapshot.js';
import { StateFile } from '../../../src/emulator/state/state-file.js';
import { bookCall } from '../../support/made-up-service.js';

const newCloud = (): ReturnType<typeof bookCall>['cloud'] => bookCall('OpenShop').cloud;

function filledCloud(): ReturnType<typeof newCloud> {
  const cloud = newCloud();
  const collection = cloud.partitionNamed('1', 'cn-beijing').collection('ecs.Instance');
  collection.remove(collection.add('i-0', {}));
  collection.add('i-1', { Status: 'CREATING', Big: 9007199254740993n });
  cloud.after(1000, 'status', { id: 'i-1' });
  cloud.rememberResult('key', { request: '{}', result: { Id: 1 } });
  cloud.ids.text(5);
  return cloud;
}

describe('the snapshot', () => {
  it('restores everything that it took', () => {
    const snapshot = takeSnapshot(filledCloud());
    const copy = newCloud();
    restoreSnapshot(copy, snapshot);
    expect(takeSnapshot(copy)).to.deep.equal(snapshot);
    expect(copy.partitionNamed('1', 'cn-beijing').collection('ecs.Instance').add('i-2', {}).seq).to.equal(3);
  });

  it('does not change with the cloud, and changes nothing when it is corrupt', () => {
    const cloud = filledCloud();
    const snapshot = takeSnapshot(cloud);
    cloud.reset();
    expect(snapshot.partitions).to.have.length(1);
    const corrupt = { ...snapshot, tasks: [{ atMs: 'noon' }] };
    const before = takeSnapshot(cloud);
    expect(() => restoreSnapshot(cloud, corrupt)).to.throw(
      'The snapshot is corrupt at tasks[0].atMs: expected a number',
    );
    expect(takeSnapshot(cloud)).to.deep.equal(before);
  });
});

describe('the state file', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'state-file-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('is written when it is closed, and read again', async () => {
    const file = join(folder, 'cloud.json');
    const cloud = filledCloud();
    const first = new StateFile(file, cloud);
    expect(await first.load()).to.equal(false);
    first.scheduleWrite();
    await first.close();
    expect(await readFile(file, 'utf8')).to.include('9007199254740993');
    const copy = newCloud();
    expect(await new StateFile(file, copy).load()).to.equal(true);
    expect(takeSnapshot(copy)).to.deep.equal(takeSnapshot(cloud));
  });

  it('fails at the start when its folder is not writable', async () => {
    const file = new StateFile(join(folder, 'nowhere', 'cloud.json'), newCloud());
    const error: unknown = await file.load().catch((reason: unknown) => reason);
    expect(error)
      .to.be.instanceOf(Error)
      .with.property('message')
      .that.matches(/is not writable/);
  });
});
