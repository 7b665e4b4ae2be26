import { expect } from 'chai';
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
    const { status, stdout, stderr } = await fixture.shell(`
      set -euo pipefail
      vf() { volcengine-fluent "$@"; }
      vpc=$(vf create vpc vpc --name shop --cidr 10.0.0.0/16 --wait --yes --query VpcId --output text)
      subnet=$(vf create vpc subnet --vpc "$vpc" --name web --cidr 10.0.1.0/24 --zone cn-beijing-a --wait --yes \\
        --query SubnetId --output text)
      group=$(vf create vpc security-group --vpc "$vpc" --name web --wait --yes --query SecurityGroupId --output text)
      vf create ecs instance --name web --type ecs.g1.large --zone cn-beijing-a --image image-ybvz29l3da4ox5h0m9 \\
        --key-pair shop --NetworkInterfaces.1.SubnetId "$subnet" --NetworkInterfaces.1.SecurityGroupIds.1 "$group" \\
        --Volumes.1.VolumeType ESSD_PL0 --Volumes.1.Size 40 --Count 3 --yes --output text > created.txt
      test "$(wc -l < created.txt)" = 3
      for id in $(cat created.txt); do vf wait ecs instance "$id" running --query Status --output text; done
      vf list ecs instances --status RUNNING --vpc "$vpc" --query InstanceId --output text | sort > running.txt
      sort created.txt | diff - running.txt
      vf call ecs StopInstance --InstanceId "$(head -n 1 created.txt)" --yes > stopped.json
      vf wait ecs instance "$(head -n 1 created.txt)" STOPPED --query Status --output text
      vf list ecs instances --output json | jq -r 'map(.Status) | sort | join(",")'
      for id in $(cat created.txt); do vf delete ecs instance "$id" --wait --yes; done
      vf delete vpc security-group "$group" --yes
      vf delete vpc subnet "$subnet" --wait --yes
      vf delete vpc vpc "$vpc" --wait --yes
      vf list vpc vpcs
    `);
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
