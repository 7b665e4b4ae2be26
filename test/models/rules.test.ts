import { expect } from 'chai';
import { loadService } from '../../src/catalog/load.js';
import { isCidr } from '../../src/util/cidr.js';
import { findIssues } from '../../src/models/validate.js';

/** What is wrong with a request, as `path constraint`. */
function wrong(service: string, shapeName: string, request: object): string[] {
  const issues = findIssues(loadService(service), shapeName, request);
  return issues.map(({ path, constraint }) => `${path} ${constraint}`);
}

describe('hand-written rules', () => {
  describe('of RunInstances', () => {
    const server = { ImageId: 'image-1', InstanceName: 'web-1', ZoneId: 'cn-beijing-a' };
    const run = (request: object) => wrong('ecs', 'RunInstancesRequest', { ...server, ...request });

    it('want a password, a key pair or the login of the image', () => {
      expect(run({})).to.deep.equal(['Password hasLogin']);
      expect(run({ Password: '', KeepImageCredential: false })).to.deep.equal(['Password hasLogin']);
      for (const login of [{ Password: 'x' }, { KeyPairName: 'x' }, { KeepImageCredential: true }]) {
        expect(run(login)).to.deep.equal([]);
      }
    });

    it('want a period when it is paid in advance', () => {
      expect(run({ Password: 'x', InstanceChargeType: 'PrePaid' })).to.deep.equal([
        'Period hasPeriodWhenPrepaid',
      ]);
      expect(run({ Password: 'x', InstanceChargeType: 'PrePaid', Period: 1 })).to.deep.equal([]);
      expect(run({ Password: 'x', InstanceChargeType: 'PostPaid' })).to.deep.equal([]);
    });

    it('hold volumes to sizes that there are', () => {
      expect(run({ Password: 'x', Volumes: [{ Size: 10 }, { Size: 32768n }] })).to.deep.equal([]);
      expect(run({ Password: 'x', Volumes: [{ Size: 40 }, { Size: 9 }, { Size: 32769n }] })).to.deep.equal([
        'Volumes[1].Size isVolumeSize',
        'Volumes[2].Size isVolumeSize',
      ]);
    });

    it('come together with what the facts say', () => {
      expect(
        wrong('ecs', 'RunInstancesRequest', { InstanceChargeType: 'PrePaid', Volumes: [{ Size: 'x' }] }),
      ).to.have.members([
        'ImageId isDefined',
        'InstanceName isDefined',
        'ZoneId isDefined',
        'Password hasLogin',
        'Period hasPeriodWhenPrepaid',
        'Volumes[0].Size isInt',
      ]);
    });
  });

  it('keep the sizes of a scaling group in order', () => {
    const group = (
      MinInstanceNumber: number,
      DesireInstanceNumber: number | undefined,
      MaxInstanceNumber: number,
    ) =>
      wrong('autoscaling', 'CreateScalingGroupRequest', {
        ScalingGroupName: 'web',
        MinInstanceNumber,
        DesireInstanceNumber,
        MaxInstanceNumber,
      });
    expect(group(1, 2, 3)).to.deep.equal([]);
    expect(group(2, 2, 2)).to.deep.equal([]);
    expect(group(1, undefined, 3)).to.deep.equal([]);
    expect(group(1, -1, 3)).to.deep.equal([]);
    expect(group(1, 0, 3)).to.deep.equal(['DesireInstanceNumber isBetweenMinimumAndMaximum']);
    expect(group(1, 4, 3)).to.deep.equal(['DesireInstanceNumber isBetweenMinimumAndMaximum']);
    expect(group(4, undefined, 3)).to.deep.equal(['MinInstanceNumber isAtMostMaximum']);
    expect(
      wrong('autoscaling', 'ModifyScalingGroupRequest', { ScalingGroupId: 'scg-1', MinInstanceNumber: 5 }),
    ).to.deep.equal([]);
  });

  it('want a network where a member is one', () => {
    expect(wrong('vpc', 'CreateVpcRequest', { CidrBlock: '10.0.0.0' })).to.deep.equal(['CidrBlock isCidr']);
    expect(
      wrong('vpc', 'CreateVpcRequest', { CidrBlock: '10.0.0.0/8', Ipv6CidrBlock: '2001:db8::/56' }),
    ).to.deep.equal([]);
    expect(
      wrong('vpc', 'CreateSubnetRequest', {
        VpcId: 'vpc-1',
        ZoneId: 'a',
        CidrBlock: '10.0.0.0/33',
        Ipv6CidrBlock: 12,
      }),
    ).to.deep.equal(['CidrBlock isCidr']);
    expect(
      wrong('vpc', 'DescribeRouteEntryListRequest', { RouteTableId: 'vtb-1', DestinationCidrBlock: '10.' }),
    ).to.deep.equal([]);
  });

  it('know a network by its notation', () => {
    for (const good of ['0.0.0.0/0', '192.168.1.0/24', '10.1.2.3/32', '::/0', '2001:db8::/128']) {
      expect(isCidr(good), good).to.equal(true);
    }
    for (const bad of [
      '',
      '/',
      '/8',
      '10.0.0.0/',
      '10.0.0.0/33',
      '10.0.0/8',
      '::/129',
      '10.0.0.0/8/8',
      '10.0.0.0/ 8',
      '10.0.0.0/-1',
      'x/8',
    ]) {
      expect(isCidr(bad), bad).to.equal(false);
    }
  });
});
