import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import ts from 'typescript';
import { clientName } from '../../codegen/client-name.js';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { isReadAction } from '../../src/catalog/action-kinds.js';
import { cliExample, leastRequest, tsExample } from '../../src/cli/describe/example.js';
import { findIssues } from '../../src/models/validate.js';
import { root } from '../support/built.js';
import { CommandFixture } from './support/command.js';

describe('the commands describe and search', function () {
  this.timeout(120_000);
  let fixture: CommandFixture;
  before(async () => {
    fixture = await CommandFixture.start();
  });
  after(() => fixture.stop());

  const said = async (line: string): Promise<string> => {
    const { status, stdout, stderr } = await fixture.run(line.split(' '), { env: fixture.bareEnv });
    expect(status, stderr).to.equal(0);
    return stdout;
  };

  it('show a service, an action and a resource', async () => {
    expect(await said('describe sts')).to.match(
      /^sts: \d+ actions, \d+ resources\nAPI version 2018-01-01, signed as sts\n/,
    );
    const action = await said('describe ecs run-instances');
    expect(action).to.match(
      /^ecs RunInstances\nAPI version 2020-04-01; changes things\nhttps:\S+action=RunInstances&/,
    );
    expect(action)
      .to.match(/^ {2}ImageId +string, required;/m)
      .and.to.match(/^ {2}Count +integer; at most 100(;|$)/m);
    expect(action)
      .to.match(/^ {2}NetworkInterfaces\.1\.SubnetId +string/m)
      .and.to.match(/^ {2}InstanceIds +list of string$/m);
    const resource = await said('describe autoscaling scaling-groups');
    expect(resource)
      .to.match(/addressed by ScalingGroupId\n/)
      .and.to.match(/^ {2}create +CreateScalingGroup/m);
    const { members } = JSON.parse(await said('describe vpc CreateVpc --output json')) as {
      members: { name: string; required: boolean }[];
    };
    expect(members.find(({ name }) => name === 'CidrBlock')).to.include({ type: 'string', required: true });
    expect(JSON.parse(await said('describe ecs instance --query states[0]'))).to.equal('RUNNING');
  });

  it('say what members mean, in the language of the locale or of --lang', async () => {
    const english = /^ +Name of the subnet, 1 to 128 characters\.$/m;
    const chinese = /^ +子网的名称，长度为1～128个字符。$/m;
    expect(await said('describe vpc CreateSubnet')).to.match(english);
    expect(await said('describe vpc subnet --lang zh')).to.match(chinese);
    const inChinese = { ...fixture.bareEnv, LANG: 'zh_CN.UTF-8' };
    const byLocale = await fixture.run(['describe', 'vpc', 'subnet'], { env: inChinese });
    expect(byLocale.stdout).to.match(chinese);
    const asked = ['describe', 'vpc', 'subnet', '--lang', 'en'];
    expect((await fixture.run(asked, { env: inChinese })).stdout).to.match(english);
    const { members, answer } = JSON.parse(
      await said('describe vpc DescribeVpcAttributes --output json'),
    ) as {
      members: object[];
      answer: { name: string; short?: unknown; description?: string }[];
    };
    expect(members).to.deep.equal([
      {
        ...{ name: 'VpcId', type: 'string', required: true, short: ['vpc'] },
        description: 'Id of the VPC, such as vpc-3xxx.',
      },
    ]);
    expect(answer.find(({ name }) => name === 'Tags.1.Value')?.description).to.match(/^Value of the tag/);
    expect(answer.filter(({ short }) => short !== undefined)).to.deep.equal([]);
    const { stderr, status } = await fixture.run(['describe', 'vpc', 'subnet', '--lang', 'fr']);
    expect([status, stderr]).to.deep.equal([
      2,
      'volcengine-fluent: --lang takes en, zh\nTry: volcengine-fluent describe --help\n',
    ]);
  });

  it('show the short names that can be typed, and what reading a resource gives', async () => {
    expect(await said('describe ecs RunInstances')).to.match(
      /^ {2}ImageId +string, required; short --image$/m,
    );
    expect(await said('describe vpc vpc')).to.match(/^Data\n(.*\n)+ {2}VpcName +string\n +Name of the VPC/m);
  });

  it('refuse what there is not, with the nearest that there is', async () => {
    for (const [line, message] of [
      ['describe', /SERVICE is missing/],
      ['describe vpv', /no service "vpv"; did you mean "vpc"/],
      ['describe ecs RunInstance', /no action and no resource "RunInstance"; did you mean "RunInstances"/],
      ['describe ecs --example ts', /--example needs an ACTION or a RESOURCE/],
      ['describe ecs RunInstances more', /"more" is one word too many/],
      ['search', /A WORD to search for is missing/],
    ] as const) {
      const { status, stderr } = await fixture.run(line.split(' '));
      expect([line, status]).to.deep.equal([line, 2]);
      expect(stderr).to.match(message);
    }
    const { status, stderr } = await fixture.run(['search', 'zzzznothing']);
    expect([status, stderr]).to.deep.equal([4, 'Nothing is called zzzznothing.\n']);
  });

  it('find the best first, in all that the catalog has', async () => {
    expect((await said('search ecs')).split('\n')[0]).to.equal('service   ecs');
    expect((await said('search vpc security group')).split('\n')[0]).to.match(
      /^resource {2}vpc securityGroup$/,
    );
    expect((await said('search RunInstances')).split('\n')[0]).to.equal('action    ecs RunInstances');
    const [member] = JSON.parse(await said('search NetworkInterfaceId --output json')) as object[];
    expect(member).to.include({ kind: 'member', service: 'vpc', name: 'NetworkInterfaceId' });
    expect(await said('search i --max-items 3')).to.match(/^(.*\n){3}$/);
  });

  it('give examples that run', async () => {
    expect(await said('describe vpc vpc --example json')).to.equal('{\n  "CidrBlock": "<CidrBlock>"\n}\n');
    const line = (await said('describe vpc CreateVpc --example cli')).replace('<CidrBlock>', '10.0.0.0/16');
    const { status, stdout, stderr } = await fixture.shell(line);
    expect(status, stderr).to.equal(0);
    expect(stdout).to.include('"VpcId"');
    const code = (await said('describe ecs DescribeZones --example ts')).replace(
      "{ region: 'cn-beijing' }",
      '',
    );
    writeFileSync(`${root}dist/example.mjs`, code);
    const printed = await fixture.spawn(process.execPath, [`${root}dist/example.mjs`], fixture.env).ended;
    rmSync(`${root}dist/example.mjs`);
    expect(printed.stdout, printed.stderr).to.include('Zones');
  });

  it('have an example for every action that the facts accept; those of some services compile', () => {
    const wrong: string[] = [];
    for (const service of serviceNames()) {
      const facts = loadService(service);
      for (const action of Object.keys(facts.actions)) {
        const { input = '' } = facts.actions[action] ?? {};
        const issues = findIssues(facts, input, leastRequest(facts, input));
        // What a rule beyond the facts asks for is the user's choice.
        if (issues.some(({ constraint }) => constraint === 'isDefined')) wrong.push(`${service} ${action}`);
        expect(cliExample(facts, action, isReadAction(facts, action))).to.match(
          /^volcengine-fluent call \S+ \S+.*\n$/,
        );
      }
    }
    expect(wrong).to.deep.equal([]);

    const folder = `${root}dist/examples/`;
    mkdirSync(folder);
    const files = ['ecs', 'vpc', 'clb', 'iam', 'rdsmysqlv2', 'vke', 'billing', 'tag'].flatMap((service) => {
      const facts = loadService(service);
      return Object.keys(facts.actions).map((action) => {
        const file = `${folder}${service}-${action}.ts`;
        writeFileSync(file, tsExample(facts, clientName(facts), action));
        return file;
      });
    });
    const program = ts.createProgram(files, {
      ...{ strict: true, noEmit: true, skipLibCheck: true, exactOptionalPropertyTypes: true },
      ...{ module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, types: ['node'] },
    });
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(
        ({ file, messageText }) =>
          `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      );
    rmSync(folder, { recursive: true });
    expect(files.length).to.be.greaterThan(500);
    expect(problems.slice(0, 5)).to.deep.equal([]);
  });
});
