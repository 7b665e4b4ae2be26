import { expect } from 'chai';
import { root } from '../support/built.js';
import { CommandFixture } from './support/command.js';
import { needTools } from './support/tools.js';

describe('the command in a shell', function () {
  this.timeout(120_000);
  let fixture: CommandFixture;
  before(async () => {
    fixture = await CommandFixture.start();
  });
  beforeEach(function () {
    needTools(this, 'bash', 'jq');
  });
  after(() => fixture.stop());

  it('builds a web tier, lists it, waits for it and takes it down', async () => {
    const { status, stdout, stderr } = await fixture.shell(`${root}examples/web-tier.sh`);
    expect(status, stderr).to.equal(0);
    expect(stdout.split('\n')).to.deep.equal([
      ...['RUNNING', 'RUNNING', 'RUNNING', 'STOPPED', 'RUNNING,RUNNING,STOPPED', '[]', ''],
    ]);
    expect(stderr.match(/^Deleted ecs\.Instance i-\w+$/gm)).to.have.lengthOf(3);
  });

  it('gives jq one array of all pages', async () => {
    const { status, stdout, stderr } = await fixture.shell(`
      set -euo pipefail
      for i in $(seq 1 12); do
        volcengine-fluent call vpc CreateVpc --VpcName "n$i" --CidrBlock 10.0.0.0/16 --yes --output text > /dev/null
      done
      volcengine-fluent call vpc DescribeVpcs --all --PageSize 5 | jq 'length'
      volcengine-fluent list vpc vpcs --max-items 7 | jq 'length'
      volcengine-fluent list vpc vpcs | jq -r 'map(.VpcName) | sort | first'
    `);
    expect(status, stderr).to.equal(0);
    expect(stdout).to.equal('12\n7\nn1\n');
  });

  it('takes resources by their short names, and those of several ids by one word each', async () => {
    const { status, stdout, stderr } = await fixture.shell(`
      volcengine-fluent list autoscaling groups
      volcengine-fluent list autoscaling group
      volcengine-fluent list ecs runInstances
      echo $?
      volcengine-fluent get rdsmysqlv2 account mysql-1
      echo $?
      volcengine-fluent get rdsmysqlv2 account mysql-1 admin
      echo $?
    `);
    expect([status, stdout]).to.deep.equal([0, '[]\n[]\n2\n2\n4\n']);
    expect(stderr).to.include('ecs has no resource "runInstances"');
    expect(stderr).to.include('An rdsmysqlv2.DBAccount is addressed by InstanceId and AccountName; 1 given');
  });

  it('ends quietly when its reader goes away', async () => {
    const { status, stdout, stderr } = await fixture.shell(`
      set -o pipefail
      volcengine-fluent call ecs DescribeInstanceTypes --all --output json | head -n 1
      echo "\${PIPESTATUS[0]}"
    `);
    expect(status).to.equal(0);
    expect(stdout).to.equal('[\n0\n');
    expect(stderr).to.equal('');
  });

  it('reads a request from a file and from standard input', async () => {
    const { stdout, stderr, status } = await fixture.shell(`
      set -euo pipefail
      echo '{"VpcName": "filed", "CidrBlock": "10.8.0.0/16"}' > vpc.json
      volcengine-fluent call vpc CreateVpc --request @vpc.json --dry-run
      echo '{"VpcName": "piped"}' | volcengine-fluent call vpc CreateVpc --request - --CidrBlock 10.9.0.0/16 --dry-run | jq -c .
      printf 'a description\\n' > text
      volcengine-fluent call vpc CreateVpc --description @text --VpcName @@home --CidrBlock 10.0.0.0/16 --dry-run | jq -c .
    `);
    expect(status, stderr).to.equal(0);
    expect(stdout).to.equal(
      [
        '{\n  "VpcName": "filed",\n  "CidrBlock": "10.8.0.0/16"\n}',
        '{"VpcName":"piped","CidrBlock":"10.9.0.0/16"}',
        '{"Description":"a description\\n","VpcName":"@home","CidrBlock":"10.0.0.0/16"}',
        '',
      ].join('\n'),
    );
    expect(stderr).to.include('The service checked the request: CreateVpc would succeed.');
  });
});
