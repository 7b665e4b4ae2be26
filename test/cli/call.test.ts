import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { parse } from 'yaml';
import { CommandFixture } from './support/command.js';
import { needTools } from './support/tools.js';

describe('the command call', function () {
  this.timeout(60_000);
  let fixture: CommandFixture;
  before(async () => {
    fixture = await CommandFixture.start();
  });
  after(() => fixture.stop());

  it('tells by its exit status what became of a call', async () => {
    const cases: readonly (readonly [string, number, RegExp])[] = [
      ['call vpc DescribeVpcs', 0, /^$/],
      [
        'call vpc DescribeVpc',
        2,
        /^volcengine-fluent: vpc \(2020-04-01\) has no action "DescribeVpc"; did you mean "DescribeVpcs"/,
      ],
      ['call vpv DescribeVpcs', 2, /no service "vpv"; did you mean "vpc"/],
      ['call vpc DescribeVpcs --VpcIdd x', 2, /no member or option --VpcIdd; did you mean "VpcIds"/],
      ['call vpc DescribeVpcs --PageSize many', 2, /--PageSize takes a whole number/],
      ['call vpc CreateSubnet --yes', 2, /CreateSubnet was not sent: its request is not valid: CidrBlock/],
      ['call vpc DescribeVpcs --query [', 2, /--query is no JMESPath expression/],
      [
        'call vpc DescribeVpcs --output jsn',
        2,
        /--output takes json, yaml, table, text; did you mean "json"/,
      ],
      ['call vpc CreateVpc --CidrBlock 10.0.0.0/16', 2, /nobody can be asked here: add --yes/],
      ['call vpc ModifyVpcAttributes --VpcId vpc-none --VpcName x --wait --yes', 4, /InvalidVpc\.NotFound/],
      ['call vpc DescribeVpcAttributes --VpcId vpc-none', 4, /InvalidVpc\.NotFound/],
      ['call iam CreateUser --UserName bob --yes', 0, /^$/],
      ['call iam CreateUser --UserName bob --yes', 3, /CreateUser failed: \S+ — /],
      ['call vpc DescribeVpcs --region Nowhere!', 2, /region/],
      ['get vpc vpc vpc-none', 4, /InvalidVpc\.NotFound/],
    ];
    for (const [line, status, message] of cases) {
      const said = await fixture.run(line.split(' '));
      expect(said.stderr, line).to.match(message);
      expect(said.status, line).to.equal(status);
      expect(said.stderr.replace(/^Try: .*\n/m, '').split('\n').length, line).to.be.at.most(2);
      if (status !== 0) expect(said.stdout, line).to.equal('');
    }
  });

  it('tells by its exit status that no answer came', async () => {
    const server: Server = createServer((_, response) => response.end('<html>not JSON</html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const said = await fixture.run(['call', 'vpc', 'DescribeVpcs', '--endpoint', `http://127.0.0.1:${port}`]);
    server.close();
    server.closeAllConnections();
    expect([said.status, said.stdout]).to.deep.equal([5, '']);
    const env = { ...fixture.bareEnv, VOLCENGINE_ECS_METADATA_DISABLED: 'true' };
    const keyless = await fixture.run(['call', 'vpc', 'DescribeVpcs'], { env });
    expect(keyless.status).to.equal(1);
    expect(keyless.stderr).to.match(/^volcengine-fluent: No credentials/);
  });

  it('sends nothing that was not confirmed, and nothing for a dry run', async () => {
    const before = fixture.cloud.requests.length;
    await fixture.run(['call', 'vpc', 'CreateVpc', '--CidrBlock', '10.0.0.0/16']);
    await fixture.run(['create', 'vpc', 'vpc', '--cidr', '10.0.0.0/16']);
    await fixture.run(['delete', 'vpc', 'vpc', 'vpc-1']);
    await fixture.run(['update', 'vpc', 'vpc', 'vpc-1', '--name', 'b']);
    await fixture.run(['tag', 'vpc', 'vpc', 'vpc-1', 'a=b']);
    await fixture.run(['call', 'iam', 'CreateUser', '--UserName', 'ann', '--dry-run']);
    await fixture.run(['call', 'ecs', 'RunInstances', '--dry-run']);
    expect(fixture.cloud.requests.slice(before)).to.deep.equal([]);
  });

  it('asks on a terminal before it changes things', async function () {
    needTools(this, 'script');
    for (const [answer, status, count] of [
      ['n', 1, 0],
      ['', 1, 0],
      ['y', 0, 1],
    ] as const) {
      const before = fixture.cloud.requests.length;
      const asked = fixture.startAtTerminal('volcengine-fluent call vpc CreateVpc --CidrBlock 10.1.0.0/16');
      await asked.until('stdout', /Call CreateVpc of vpc in cn-beijing at http:\S+\? \[y\/N\] /);
      asked.child.stdin?.write(`${answer}\r`);
      expect((await asked.ended).status, answer).to.equal(status);
      expect(fixture.cloud.requests.length - before, answer).to.equal(count);
    }
  });

  it('takes Ctrl-C at the question, and changes nothing', async function () {
    needTools(this, 'script');
    const before = fixture.cloud.requests.length;
    const asked = fixture.startAtTerminal('volcengine-fluent create vpc vpc --cidr 10.1.0.0/16');
    await asked.until('stdout', /Create a vpc\.Vpc in \S+ at \S+\? \[y\/N\] /);
    asked.child.stdin?.write('\u0003');
    expect((await asked.ended).status).to.equal(130);
    expect(fixture.cloud.requests.length).to.equal(before);
  });

  it('prints an answer as JSON, YAML, a table or text', async () => {
    await fixture.run([
      'call',
      'iam',
      'CreateUser',
      '--UserName',
      'ann',
      '--Description',
      'yes: "x"',
      '--yes',
    ]);
    const line = ['call', 'iam', 'GetUser', '--UserName', 'ann'];
    const json = JSON.parse((await fixture.run(line)).stdout) as unknown;
    const yaml = await fixture.run([...line, '--output', 'yaml']);
    expect(parse(yaml.stdout)).to.deep.equal(json);
    const query = ['--query', 'User.[UserName, Description]'];
    expect((await fixture.run([...line, ...query, '--output', 'text'])).stdout).to.equal('ann\nyes: "x"\n');
    const rows = ['--query', '[User][].{name: UserName, about: Description}', '--output'];
    expect((await fixture.run([...line, ...rows, 'text'])).stdout).to.equal('ann\tyes: "x"\n');
    expect((await fixture.run([...line, ...rows, 'table'])).stdout).to.equal('name  about\nann   yes: "x"\n');
  });

  it('keeps the digits of large ids', async () => {
    const said = await fixture.run([
      ...[
        'call',
        'billing',
        'ListBill',
        '--BillPeriod',
        '2026-01',
        '--Limit',
        '9007199254740993',
        '--dry-run',
      ],
    ]);
    expect(said.stdout, said.stderr).to.include('"Limit": 9007199254740993');
  });

  it('prints the whole answer when a query can not be answered, since it may hold a new id', async () => {
    const said = await fixture.run([
      ...['call', 'vpc', 'CreateVpc', '--CidrBlock', '10.2.0.0/16', '--yes', '--query', 'abs(VpcId)'],
    ]);
    expect(said.status).to.equal(1);
    expect(said.stdout).to.match(/"VpcId": "vpc-/);
    expect(said.stderr).to.match(/^volcengine-fluent: --query can't be answered/);
  });

  it('calls an action that the facts do not know, by its version', async () => {
    const said = await fixture.run([
      ...[
        'call',
        'ecs',
        'DescribeNothing',
        '--api-version',
        '2020-04-01',
        '--Ids.1',
        'a',
        '--Big',
        '{"a": [1]}',
      ],
    ]);
    expect(said.status).to.be.oneOf([3, 4]);
    const { action, query } = fixture.cloud.requests.at(-1) as unknown as { action: string; query?: unknown };
    expect(action, JSON.stringify(query)).to.equal('DescribeNothing');
  });

  it('shows colours on a terminal only, and never with NO_COLOR', async function () {
    needTools(this, 'script', 'bash');
    await fixture.run(['create', 'vpc', 'vpc', '--cidr', '10.3.0.0/16', '--yes']);
    const line = 'volcengine-fluent list vpc vpcs --output table; volcengine-fluent call vpc None';
    const escape = '\u001b[';
    const coloured = await fixture.startAtTerminal(`bash -c '${line}'`).ended;
    expect(coloured.stdout).to.include(`${escape}1m`).and.include(`${escape}31m`);
    const plain = await fixture.startAtTerminal(`bash -c '${line}'`, { ...fixture.env, NO_COLOR: '1' }).ended;
    expect(plain.stdout).not.to.include(escape);
    const piped = await fixture.shell(line);
    expect(piped.stdout + piped.stderr).not.to.include(escape);
  });
});
