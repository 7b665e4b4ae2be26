import { expect } from 'chai';
import { CommandFixture } from './support/command.js';
import { needTools } from './support/tools.js';

describe('waiting by the command', function () {
  this.timeout(60_000);
  let fixture: CommandFixture;
  let vpc: string;
  before(async () => {
    fixture = await CommandFixture.start();
    const made = await fixture.run([
      ...[
        'create',
        'vpc',
        'vpc',
        '--cidr',
        '10.0.0.0/16',
        '--wait',
        '--yes',
        '--query',
        'VpcId',
        '--output',
        'text',
      ],
    ]);
    vpc = made.stdout.trim();
  });
  after(() => fixture.stop());

  it('ends by Ctrl-C with status 130 and no message', async () => {
    const waiting = fixture.start(['wait', 'vpc', 'vpc', vpc, 'gone']);
    await calls('DescribeVpcAttributes', 1);
    waiting.child.kill('SIGINT');
    expect(await waiting.ended).to.deep.equal({ status: 130, stdout: '', stderr: '' });
  });

  it('tells what was created before it is ended by Ctrl-C', async () => {
    const creating = fixture.start(['create', 'vpc', 'vpc', '--cidr', '10.1.0.0/16', '--wait', '--yes']);
    await creating.until('stderr', /^Created vpc\.Vpc vpc-\w+; waiting\n/);
    creating.child.kill('SIGINT');
    const { status, stdout } = await creating.ended;
    // It may have been over already.
    expect([130, 0]).to.include(status);
    if (status === 130) expect(stdout).to.equal('');
  });

  it('shows its progress on a terminal, and takes Ctrl-C there', async function () {
    needTools(this, 'script');
    const waiting = fixture.startAtTerminal(`volcengine-fluent wait vpc vpc ${vpc} gone`);
    await waiting.until('stdout', new RegExp(`vpc\\.Vpc ${vpc}: Available \\(\\d+ s\\)`));
    waiting.child.stdin?.write('\u0003');
    expect((await waiting.ended).status).to.equal(130);
  });

  it('fails when the time is over, with the states that it saw', async () => {
    const { status, stderr } = await fixture.run(['wait', 'vpc', 'vpc', vpc, 'gone', '--max-wait', '1']);
    expect(status).to.equal(1);
    expect(stderr).to.match(/^volcengine-fluent: .*Available ×\d+\n$/);
  });

  it('knows states by any spelling, and refuses others', async () => {
    const { stdout } = await fixture.run(['wait', 'vpc', 'vpc', vpc, 'AVAILABLE', '--query', 'Status']);
    expect(stdout).to.equal('"Available"\n');
    const wrong = await fixture.run(['wait', 'vpc', 'vpc', vpc, 'Avalable']);
    expect([wrong.status, wrong.stderr]).to.deep.equal([
      2,
      'volcengine-fluent: A vpc.Vpc has no state "Avalable"; did you mean "Available"?\nTry: volcengine-fluent wait --help\n',
    ]);
  });

  it('is refused before the call where the facts know no state', async () => {
    const before = fixture.cloud.requests.length;
    const line = 'call ecs StopInstance --InstanceId i-1 --wait --yes';
    const { status, stderr } = await fixture.run(line.split(' '));
    expect(stderr).to.match(/The facts do not know what StopInstance leads to/);
    expect(status).to.equal(2);
    expect(fixture.cloud.requests.length).to.equal(before);
  });

  it('follows a call to a new, a changed and a deleted resource', async () => {
    const line = 'call vpc CreateSubnet --CidrBlock 10.0.1.0/24 --ZoneId cn-beijing-a --wait --yes --VpcId';
    const made = await fixture.run([...line.split(' '), vpc]);
    const { SubnetId, Status } = JSON.parse(made.stdout) as { SubnetId: string; Status: string };
    expect([Status, made.stderr]).to.deep.equal([
      'Available',
      `Called for vpc.Subnet ${SubnetId}; waiting\n`,
    ]);
    const change =
      'call vpc ModifySubnetAttributes --SubnetName b --wait --yes --query SubnetName --SubnetId';
    expect((await fixture.run([...change.split(' '), SubnetId])).stdout).to.equal('"b"\n');
    const removal = 'call vpc DeleteSubnet --wait --yes --SubnetId';
    expect((await fixture.run([...removal.split(' '), SubnetId])).status).to.equal(0);
    expect((await fixture.run(['get', 'vpc', 'subnet', SubnetId])).status).to.equal(4);
  });

  async function calls(action: string, count: number): Promise<void> {
    const start = fixture.cloud.requests.length;
    for (;;) {
      const seen = fixture.cloud.requests.slice(start).filter((each) => each.action === action);
      if (seen.length >= count) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});
