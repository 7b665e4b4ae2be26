import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Emulator } from '../../src/emulator/index.js';
import { callerOf } from '../support/caller.js';

describe('a durable cloud', () => {
  let folder: string;
  let state: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'durable-'));
    state = join(folder, 'cloud.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('has every change in its file before it responds', async () => {
    const cloud = await new Emulator({ state, durable: true }).start();
    const caller = callerOf(cloud.config());
    const created = await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        const UserName = `user-${i}`;
        await caller.call('iam', 'CreateUser', { UserName });
        return (await readFile(state, 'utf8')).includes(`"${UserName}"`);
      }),
    );
    expect(created).to.deep.equal(created.map(() => true));
    await cloud.stop();
  });

  it('loses nothing that it responded to when its process is killed, and starts again', async () => {
    const program = `
      import { Emulator } from ${JSON.stringify(new URL('../../src/emulator/index.ts', import.meta.url).href)};
      const cloud = await new Emulator({ state: ${JSON.stringify(state)}, durable: true }).start();
      console.log(JSON.stringify({ ...cloud.config(), clock: undefined }));`;
    const child = spawn(process.execPath, [...process.execArgv, '--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const caller = callerOf(JSON.parse(line.toString()) as Parameters<typeof callerOf>[0]);
    const acknowledged: string[] = [];
    const calls = Array.from({ length: 40 }, async (_, i) => {
      const UserName = `user-${i}`;
      await caller.call('iam', 'CreateUser', { UserName });
      acknowledged.push(UserName);
      if (acknowledged.length === 10) child.kill('SIGKILL');
    });
    await Promise.allSettled(calls);
    await ended;
    const cloud = await new Emulator({ state, durable: true }).start();
    const kept = cloud.resources('iam.User').map(({ UserName }) => UserName);
    expect(kept).to.include.members(acknowledged);
    expect(acknowledged.length).to.be.at.least(10);
    await cloud.stop();
  });
});
