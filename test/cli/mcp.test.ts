import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect } from 'chai';
import { root } from '../support/built.js';
import { CommandFixture } from './support/command.js';

interface ToolAnswer {
  readonly content: readonly { readonly type: string; readonly text: string }[];
  readonly isError?: boolean;
}

/** A client of the protocol that started the command by itself, and what the command logged. */
interface Assistant {
  readonly client: Client;
  readonly log: () => string;
  call(name: string, args: Readonly<Record<string, unknown>>): Promise<ToolAnswer>;
  text(name: string, args: Readonly<Record<string, unknown>>): Promise<string>;
}

describe('the command mcp', function () {
  this.timeout(60_000);
  let fixture: CommandFixture;
  const clients: Client[] = [];
  before(async () => {
    fixture = await CommandFixture.start();
    await fixture.run(['create', 'vpc', 'vpc', '--cidr', '10.0.0.0/16', '--name', 'shop', '--yes']);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });
  after(() => fixture.stop());

  const assistant = async (...options: string[]): Promise<Assistant> => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [`${root}dist/cli/main.js`, 'mcp', ...options],
      env: { ...fixture.env },
      cwd: fixture.folder,
      stderr: 'pipe',
    });
    let log = '';
    transport.stderr?.on('data', (part: Buffer) => (log += part.toString()));
    const client = new Client({ name: 'test', version: '1' });
    clients.push(client);
    await client.connect(transport);
    const call = async (name: string, args: Readonly<Record<string, unknown>>): Promise<ToolAnswer> =>
      (await client.callTool({ name, arguments: { ...args } })) as unknown as ToolAnswer;
    const text = async (name: string, args: Readonly<Record<string, unknown>>): Promise<string> => {
      const { content, isError } = await call(name, args);
      expect(isError, content[0]?.text).not.to.equal(true);
      return content[0]?.text ?? '';
    };
    return { client, log: () => log, call, text };
  };

  it('offers tools that read, and the one that writes where that is allowed', async () => {
    const { tools } = await (await assistant()).client.listTools();
    expect(tools.map(({ name }) => name)).to.deep.equal(['search', 'describe', 'read']);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).to.equal(true);
    const writing = await (await assistant('--allow-writes')).client.listTools();
    expect(writing.tools.map(({ name }) => name)).to.deep.equal(['search', 'describe', 'read', 'call']);
    expect(writing.tools.at(-1)?.annotations).to.include({ readOnlyHint: false, destructiveHint: true });
  });

  it('finds, describes and reads', async () => {
    const { text, log } = await assistant();
    expect(await text('search', { words: 'key pairs' })).to.include(
      '{"kind":"action","service":"ecs","name":"DescribeKeyPairs"}',
    );
    const page = await text('describe', { service: 'vpc', name: 'CreateVpc' });
    expect(page)
      .to.match(/CidrBlock +string, required/)
      .and.to.include('"CidrBlock": "<CidrBlock>"');
    expect(page).to.include('Name of the VPC, 1 to 128 characters.');
    const chinese = await text('describe', { service: 'vpc', name: 'vpc', lang: 'zh' });
    expect(chinese).to.include('私有网络的名称，长度为1～128个字符。');
    const { Vpcs } = JSON.parse(await text('read', { service: 'vpc', action: 'DescribeVpcs' })) as {
      Vpcs: { VpcName: string }[];
    };
    expect(Vpcs.map(({ VpcName }) => VpcName)).to.deep.equal(['shop']);
    expect(log()).to.match(/^\S+Z read vpc DescribeVpcs cn-beijing \S+: ok \(\d+ ms\)$/m);
    await text('read', { service: 'vpc', action: 'DescribeVpcs', region: 'cn-shanghai' });
    expect(fixture.cloud.requests.at(-1)).to.include({ region: 'cn-shanghai' });
  });

  it('reads by what changes nothing only', async () => {
    const { call } = await assistant();
    const before = fixture.cloud.requests.length;
    for (const action of [
      'CreateVpc',
      'DeleteVpc',
      'ModifyVpcAttributes',
      'AssociateEipAddress',
      'Nothing',
    ]) {
      const { isError, content } = await call('read', {
        service: 'vpc',
        action,
        request: { VpcId: 'vpc-1' },
      });
      expect(isError, action).to.equal(true);
      expect(content[0]?.text).to.match(/changes things: this server only reads|has no action/);
    }
    const { isError } = await call('call', { service: 'vpc', action: 'DescribeVpcs' });
    expect(isError).to.equal(true);
    expect(fixture.cloud.requests.length).to.equal(before);
  });

  it('changes things where that is allowed, and tells what was refused', async () => {
    const { text, call, log } = await assistant('--allow-writes');
    const made = JSON.parse(
      await text('call', { service: 'vpc', action: 'CreateVpc', request: { CidrBlock: '10.1.0.0/16' } }),
    ) as { VpcId: string };
    expect(made.VpcId).to.match(/^vpc-/);
    const wrong = await call('call', { service: 'vpc', action: 'CreateVpc', request: { CidrBlok: 1 } });
    expect(wrong.content[0]?.text).to.match(/CreateVpc was not sent/);
    const refused = await call('call', {
      service: 'vpc',
      action: 'DeleteVpc',
      request: { VpcId: 'vpc-none' },
    });
    expect(refused.content[0]?.text).to.match(/DeleteVpc failed: InvalidVpc\.NotFound/);
    expect(log()).to.match(/^\S+Z call failed: DeleteVpc failed: InvalidVpc\.NotFound.* \(\d+ ms\)$/m);
  });

  it('masks secrets in answers, and shows none in its log', async () => {
    const { text, log } = await assistant('--allow-writes');
    await text('call', { service: 'iam', action: 'CreateUser', request: { UserName: 'ann' } });
    const answer = await text('call', {
      service: 'iam',
      action: 'CreateAccessKey',
      request: { UserName: 'ann' },
    });
    const { AccessKey } = JSON.parse(answer) as { AccessKey: Record<string, string> };
    expect(AccessKey['SecretAccessKey']).to.equal('[redacted]');
    expect(AccessKey['AccessKeyId']).to.match(/^AKLT/);
    const { secretAccessKey } = fixture.cloud.credentials;
    const password = 'Very-Secret-77!';
    const request = { UserName: 'ann', Password: password };
    const profile = await text('call', { service: 'iam', action: 'CreateLoginProfile', request });
    for (const said of [profile, answer, log()])
      expect(said).not.to.include(password).and.not.to.include(secretAccessKey);
  });

  it('cuts long answers, and goes on by their cursor without a new call', async () => {
    const { call, text } = await assistant('--max-chars', '1000');
    const before = fixture.cloud.requests.length;
    const parts: string[] = [];
    let answer = await call('read', { service: 'ecs', action: 'DescribeInstanceTypes' });
    for (;;) {
      const [part, cut] = answer.content;
      expect(part?.text.length).to.be.at.most(1000);
      parts.push(part?.text ?? '');
      const cursor = /"cursor": "([^"]+)"/.exec(cut?.text ?? '')?.[1];
      if (cursor === undefined) break;
      answer = await call('read', { service: 'ecs', action: 'DescribeInstanceTypes', cursor });
    }
    expect(parts.length).to.be.greaterThan(3);
    expect(JSON.parse(parts.join(''))).to.have.property('InstanceTypes');
    expect(fixture.cloud.requests.length).to.equal(before + 1);
    const lost = await call('read', { service: 'ecs', action: 'DescribeInstanceTypes', cursor: '99:1' });
    expect([lost.isError, lost.content[0]?.text]).to.deep.equal([
      true,
      'This cursor leads nowhere, or not any more: ask again without it',
    ]);
    expect(await text('describe', { service: 'sts', name: 'GetCallerIdentity' })).to.include(
      'changes nothing',
    );
  });

  it('offers the services that it was started for', async () => {
    const { call, text } = await assistant('--services', 'vpc,rds_mysql');
    expect((await call('read', { service: 'ecs', action: 'DescribeInstances' })).content[0]?.text).to.match(
      /does not offer ecs; it offers rdsmysql.*vpc/,
    );
    expect((await call('describe', { service: 'ecs' })).isError).to.equal(true);
    const hits = (await text('search', { words: 'describe' })).split('\n');
    expect(new Set(hits.map((hit) => (JSON.parse(hit) as { service: string }).service))).to.deep.equal(
      new Set(['vpc', 'rdsmysql']),
    );
    const wrong = await fixture.run(['mcp', '--services', 'ecs,vpv']);
    expect([wrong.status, wrong.stdout]).to.deep.equal([2, '']);
    expect(wrong.stderr).to.match(/no service "vpv"; did you mean "vpc"/);
  });

  it('ends when its input does, and by Ctrl-C', async () => {
    const { status, stderr } = await fixture.run(['mcp']);
    expect(status).to.equal(0);
    expect(stderr).to.match(/^volcengine-fluent serves all services; tools: search, describe, read\n$/);
    const interrupted = fixture.start(['mcp']);
    await interrupted.until('stderr', /serves/);
    interrupted.child.kill('SIGINT');
    expect((await interrupted.ended).status).to.equal(0);
  });
});
