import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Volcengine } from 'volcengine-fluent';
import { EcsClient } from 'volcengine-fluent/ecs';
import { IamClient } from 'volcengine-fluent/iam';
import { serverNeeds } from '../support/server.js';
import { expectFreshBuild, root } from '../support/built.js';

const script = `${root}dist/cli/main.js`;

/** A command that runs: what it said so far, and what it came to. */
interface Running {
  readonly child: ChildProcess;
  readonly said: { stdout: string; stderr: string };
  readonly ended: Promise<number | null>;
}

describe('the command emulator', () => {
  let folder: string;
  const running: Running[] = [];

  before(async () => {
    expectFreshBuild();
    folder = await mkdtemp(join(tmpdir(), 'volcengine-command-'));
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  });

  const run = (args: readonly string[], env: Record<string, string> = {}): Running => {
    const child = spawn(process.execPath, [script, ...args], { cwd: folder, env });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString()));
    child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const one = { child, said, ended };
    running.push(one);
    return one;
  };
  const failed = async (...args: string[]): Promise<[number | null, string]> => {
    const { said, ended } = run(args);
    const status = await ended;
    expect(said.stdout).to.equal('');
    return [status, said.stderr];
  };
  /** The variables that a started cloud prints, as a shell would set them. */
  const started = async ({ said, child, ended }: Running): Promise<Record<string, string>> => {
    for (;;) {
      const end = /^export VOLCENGINE_SECRET_KEY=.+\n/m.test(said.stdout);
      if (end) break;
      const isOver = await Promise.race([
        ended.then(() => true),
        new Promise((resolve) => child.stdout?.once('data', () => resolve(false))),
      ]);
      if (isOver) throw new Error(`It ended: ${said.stderr}`);
    }
    const lines = said.stdout.trim().split('\n');
    expect(
      lines.filter((line) => !/^(#|export )/.test(line)),
      'lines that no shell takes',
    ).to.deep.equal([]);
    const exported = said.stdout.matchAll(/^export (\w+)=(.*)$/gm);
    return Object.fromEntries([...exported].map(([, name = '', value = '']) => [name, value]));
  };
  const instance = {
    ...serverNeeds,
    ImageId: 'image-1',
    InstanceName: 'web',
    ZoneId: 'cn-beijing-a',
    KeyPairName: 'k',
  };

  it('runs a local cloud that a client finds by its environment alone, and saves its state at the end', async () => {
    for (const [signal, count] of [
      ['SIGINT', 1],
      ['SIGTERM', 2],
    ] as const) {
      const one = run(['emulator', '--port', '0', '--state', 'cloud.json']);
      const env = await started(one);
      const ecs = new EcsClient({ env });
      await ecs.runInstances(instance);
      const { TotalCount } = await ecs.describeInstances();
      expect(TotalCount).to.equal(count);
      ecs.close();
      one.child.kill(signal);
      expect(await one.ended).to.equal(0);
      expect(one.said.stderr).to.equal('');
    }
    const { format } = JSON.parse(await readFile(join(folder, 'cloud.json'), 'utf8')) as { format: string };
    expect(format).to.equal('volcengine-fluent local cloud');
  });

  it('takes region, account, seeds, a clock that stands still, and the check of policies', async () => {
    const seeds = [
      { service: 'iam', action: 'CreateUser', input: { UserName: 'ann' } },
      { service: 'ecs', action: 'RunInstances', input: instance, region: 'cn-shanghai' },
    ];
    await writeFile(join(folder, 'seeds.json'), JSON.stringify(seeds));
    const args = ['--region', 'cn-shanghai', '--account', '2100000009', '--seed', 'seeds.json'];
    const one = run(['emulator', '--port', '0', '--virtual-clock', '--authorize', ...args]);
    const env = await started(one);
    expect(env['VOLCENGINE_REGION']).to.equal('cn-shanghai');
    const session = new Volcengine({ env });
    const [ecs, iam] = [new EcsClient(session), new IamClient(session)];
    const { Instances } = await ecs.describeInstances();
    expect(Instances?.map(({ Status }) => Status)).to.deep.equal(['CREATING']);
    const { User } = await iam.getUser({ UserName: 'ann' });
    expect(User).to.include({ AccountId: 2_100_000_009 });
    const page = `${env['VOLCENGINE_ENDPOINT'] ?? ''}/_emulator/api/`;
    expect(await (await fetch(`${page}state`)).json()).to.include({
      clock: 'virtual',
      account: '2100000009',
    });
    const { AccessKey } = await iam.createAccessKey({ UserName: 'ann' });
    const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey ?? {};
    const asAnn = { credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } };
    const refused: unknown = await ecs.describeInstances({}, asAnn).catch((error: unknown) => error);
    expect(refused).to.include({ name: 'PermissionError', code: 'AccessDenied' });
    session.close();
  });

  it('tells clients to go past a proxy that the environment names', async () => {
    const env = await started(run(['emulator', '--port', '0'], { HTTP_PROXY: 'http://127.0.0.1:9' }));
    expect(env['NO_PROXY']).to.equal('"127.0.0.1${NO_PROXY:+,$NO_PROXY}"');
    const excepted = run(['emulator', '--port', '0'], {
      HTTP_PROXY: 'http://127.0.0.1:9',
      NO_PROXY: '127.0.0.1',
    });
    expect(await started(excepted)).not.to.have.property('NO_PROXY');
  });

  it('says when the port is in use', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const [status, text] = await failed('emulator', '--port', String(port), '--state', 'unborn.json');
    expect([status, text]).to.deep.equal([
      1,
      `volcengine-fluent: The local cloud cannot listen on 127.0.0.1:${port}: the port is in use\n`,
    ]);
    expect(existsSync(join(folder, 'unborn.json'))).to.equal(false);
    server.close();
  });

  it('leaves a corrupt state as it is, and tells its place', async () => {
    const corrupt = '{"format": "volcengine-fluent local cloud", "version": 2, "nowMs": "noon"}';
    await writeFile(join(folder, 'corrupt.json'), corrupt);
    const [status, text] = await failed('emulator', '--port', '0', '--state', 'corrupt.json');
    expect([status, text]).to.deep.equal([
      1,
      'volcengine-fluent: corrupt.json is corrupt at nowMs: expected a number of milliseconds since 1970; nothing is changed\n',
    ]);
    expect(await readFile(join(folder, 'corrupt.json'), 'utf8')).to.equal(corrupt);
  });

  it('says at the start when it could not save at the end', async () => {
    const [status, text] = await failed('emulator', '--port', '0', '--state', 'nowhere/cloud.json');
    expect(status).to.equal(1);
    expect(text).to.match(
      /Cannot keep the state in nowhere\/cloud\.json: the folder nowhere is not writable/,
    );
  });

  it('tells seeds that are none, or that the cloud refuses', async () => {
    await writeFile(join(folder, 'refused.json'), '[{"service": "ecs", "action": "RunInstances"}]');
    expect((await failed('emulator', '--port', '0', '--seed', 'refused.json'))[1]).to.match(
      /Seed 1 \(ecs RunInstances\) failed: .*MissingParameter\.ImageId/,
    );
    expect((await failed('emulator', '--port', '0', '--seed', 'none.json'))[1]).to.match(
      /Cannot read the seeds/,
    );
  });

  it('refuses what it does not understand, with the nearest that it does', async () => {
    const cases: [string[], RegExp][] = [
      [[], /There is no command/],
      [['emulater'], /no command "emulater"; did you mean "emulator"/],
      [['emulator', '--prot', '1'], /no option --prot; did you mean "--port"/],
      [['emulator', '--virtual-clocks'], /did you mean "--virtual-clock"/],
      [['emulator', '--port'], /--port needs a value: --port <port>/],
      [['emulator', '--port', '70000'], /whole number from 0 to 65535/],
      [['emulator', '--port', '1', '--port', '2'], /--port was given twice/],
      [['emulator', '--state', 'a', '--state', 'b'], /--state was given twice/],
      [['emulator', '--account', 'me'], /digits of an account id/],
      [['emulator', '--region', 'Beijing!'], /such as cn-beijing/],
      [['emulator', '--virtual-clock=yes'], /takes no value/],
      [['emulator', '--virtual-clock', 'yes'], /takes options only, and no "yes"/],
      [['emulator', 'here'], /takes options only, and no "here"/],
    ];
    const answers = await Promise.all(cases.map(([args]) => failed(...args)));
    answers.forEach(([status, text], i) => {
      const [args, message] = cases[i] as (typeof cases)[number];
      expect(status, args.join(' ')).to.equal(2);
      expect(text)
        .to.match(message)
        .and.to.match(/^Try: volcengine-fluent (emulator )?--help$/m);
    });
  });

  it('shows its help and its version', async () => {
    for (const [args, text] of [
      [['--help'], /emulator +Run a local cloud/],
      [['emulator', '--help'], /--state <file>/],
      [['--version'], /^volcengine-fluent\/\d+\.\d+\.\d+/],
      [['help', 'emulator'], /--state <file>/],
    ] as const) {
      const { said, ended } = run(args);
      expect(await ended).to.equal(0);
      expect(said.stdout).to.match(text);
    }
  });
});
