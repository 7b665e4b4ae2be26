import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { FileLock } from '../../../src/emulator/state/file-lock.js';

describe('the lock of a file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'file-lock-'));
    file = join(folder, 'cloud.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const failure = (): Promise<unknown> => FileLock.acquire(file).catch((error: Error) => error.message);

  it('is taken by one of many who try at once, and leaves nothing behind', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => FileLock.acquire(file)));
    const taken = results.filter((result) => result.status === 'fulfilled');
    expect(taken).to.have.length(1);
    await taken[0]?.value.release();
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('is held against another process that runs, and taken over from one that ended', async () => {
    await writeFile(`${file}.lock`, `${process.ppid} token`);
    expect(await failure()).to.match(new RegExp(`in use by the process ${process.ppid}`));
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    for (const stale of [`${pid} token`, `${process.pid} of an earlier container`, 'junk', '']) {
      await writeFile(`${file}.lock`, stale);
      const lock = await FileLock.acquire(file);
      expect(await failure()).to.match(/in use by another cloud of this process/);
      await lock.release();
    }
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('of someone else is not released', async () => {
    const lock = await FileLock.acquire(file);
    await writeFile(`${file}.lock`, 'another');
    await lock.release();
    expect(await readFile(`${file}.lock`, 'utf8')).to.equal('another');
  });
});
