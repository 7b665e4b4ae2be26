import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { takeSnapshot } from '../../../src/emulator/state/snapshot.js';
import { StateFile, writeDelayMs } from '../../../src/emulator/state/state-file.js';
import { ConfigError } from '../../../src/errors/config.js';
import { toJson } from '../../../src/util/json.js';
import { filledCloud, newCloud } from '../../support/filled-cloud.js';

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
    const second = new StateFile(file, copy);
    expect(await second.load()).to.equal(true);
    await second.unlock();
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

  it('can be read by its owner only, whatever its mode was, and follows no link', async () => {
    const file = join(folder, 'mode.json');
    const victim = join(folder, 'victim');
    await writeFile(victim, 'precious');
    await writeFile(file, '', { mode: 0o644 });
    await rm(file);
    await symlink(victim, file);
    const state = new StateFile(file, filledCloud());
    const loaded: unknown = await state.load().catch((error: unknown) => error);
    expect(loaded).to.be.instanceOf(Error);
    await rm(file);
    await writeFile(file, JSON.stringify(takeSnapshot(newCloud())), { mode: 0o644 });
    await symlink(victim, `${file}.${process.pid}.tmp`);
    await state.load();
    await state.close();
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    expect(await readFile(victim, 'utf8')).to.equal('precious');
  });

  it('never quotes what it holds when it is corrupt, and names the place', async () => {
    const file = join(folder, 'quoted.json');
    const text = toJson(takeSnapshot(filledCloud()), 1);
    for (const corrupt of [
      'root:x:0:0:canary-secret',
      text.replace('"nowMs"', 'canary-secret'),
      `${text.slice(0, 40)}canary-secret`,
      text.replace('"version": 2', '"version": "canary-secret"'),
      text.replace('"volcengine-fluent local cloud"', '"canary-secret"'),
    ]) {
      await writeFile(file, corrupt);
      const error: unknown = await new StateFile(file, newCloud()).load().catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(ConfigError);
      expect(inspect(error, { depth: 9 }))
        .not.to.include('canary-secret')
        .and.not.to.include('root:x');
      expect(await readFile(file, 'utf8')).to.equal(corrupt);
    }
    await writeFile(file, text.replace('"nowMs"', 'nowMs'));
    const error: unknown = await new StateFile(file, newCloud()).load().catch((reason: unknown) => reason);
    expect((error as Error).message).to.match(/quoted\.json:4:\d+ is not valid JSON/);
  });

  it('is used by one cloud at a time', async () => {
    const file = join(folder, 'locked.json');
    const first = new StateFile(file, newCloud());
    await first.load();
    const second = new StateFile(file, newCloud());
    const error: unknown = await second.load().catch((reason: unknown) => reason);
    expect(error)
      .to.be.instanceOf(ConfigError)
      .with.property('message')
      .that.matches(/in use/);
    await first.close();
    await second.load();
    await second.close();
    expect((await readdir(folder)).filter((name) => name.startsWith('locked'))).to.deep.equal([
      'locked.json',
    ]);
  });

  it('waits five seconds at most before it is written, however large it is', () => {
    expect([0, 10, 100, 1e6].map(writeDelayMs)).to.deep.equal([1000, 1000, 2000, 5000]);
  });

  it('is saved with everything that happened before the call, also while another save runs', async () => {
    const file = join(folder, 'saved.json');
    const cloud = filledCloud();
    const state = new StateFile(file, cloud);
    await state.load();
    const running = state.save();
    const collection = cloud.partitionNamed('1', 'cn-beijing').collection('ecs.Instance');
    const ids: string[] = [];
    const saves: Promise<void>[] = [];
    for (let i = 0; i < 20; i++) {
      ids.push(collection.add(`i-${100 + i}`, {}).id);
      saves.push(
        state.save().then(async () => {
          expect(await readFile(file, 'utf8')).to.include(ids[i] ?? '');
        }),
      );
      await Promise.resolve();
    }
    await Promise.all([running, ...saves]);
    await state.close();
  });
});
