import { expect } from 'chai';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { isCidr } from '../../src/util/cidr.js';
import { findIssues } from '../../src/models/validate.js';
import { serverNeeds } from '../support/server.js';
import { conditionalRules } from '../../src/models/rules/required-when.js';

/** What is wrong with a request, as `path constraint`. */
function wrong(service: string, shapeName: string, request: object): string[] {
  const issues = findIssues(loadService(service), shapeName, request);
  return issues.map(({ path, constraint }) => `${path} ${constraint}`);
}

describe('hand-written rules', () => {
  describe('of RunInstances', () => {
    const server = { ...serverNeeds, ImageId: 'image-1', InstanceName: 'web-1', ZoneId: 'cn-beijing-a' };
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

    it('want no fewer than the minimum', () => {
      expect(run({ Password: 'x', MinCount: 3, Count: 2 })).to.deep.equal(['MinCount isAtMostCount']);
      expect(run({ Password: 'x', MinCount: 2, Count: 2 })).to.deep.equal([]);
    });

    it('hold volumes to sizes that there are', () => {
      expect(run({ Password: 'x', Volumes: [{ Size: 10 }, { Size: 32768n }] })).to.deep.equal([]);
      expect(run({ Password: 'x', Volumes: [{ Size: 40 }, { Size: 9 }, { Size: 32769n }] })).to.deep.equal([
        'Volumes[1].Size min',
        'Volumes[2].Size max',
      ]);
    });

    it('come together with what the facts say', () => {
      expect(
        wrong('ecs', 'RunInstancesRequest', { InstanceChargeType: 'PrePaid', Volumes: [{ Size: 'x' }] }),
      ).to.have.members([
        'ImageId isDefined',
        'InstanceName isDefined',
        'InstanceTypeId isDefined',
        'NetworkInterfaces isDefined',
        'ZoneId isDefined',
        'Password hasLogin',
        'Period hasPeriodWhenPrepaid',
        'Volumes[0].Size isInt',
      ]);
    });
  });

  describe('of members that others make required', () => {
    const rules = serviceNames().flatMap((service) =>
      conditionalRules(service).map((rule) => ({ service, rule })),
    );

    it('are about members that there are', () => {
      const unknown = rules
        .filter(({ service, rule }) => !loadService(service).shapes[rule.shape]?.[rule.member])
        .map(({ service, rule }) => `${service} ${rule.shape}.${rule.member}`);
      expect(rules).to.have.length.greaterThan(30);
      expect(unknown).to.deep.equal([]);
    });

    it('want them then, and only then', () => {
      const months = (request: object) =>
        wrong('redis', 'CreateDBInstanceRequest', request).filter((issue) =>
          issue.startsWith('PurchaseMonths'),
        );
      expect(months({ ChargeType: 'PrePaid' })).to.deep.equal(['PurchaseMonths isRequiredHere']);
      expect(months({ ChargeType: 'PrePaid', PurchaseMonths: 1 })).to.deep.equal([]);
      expect(months({ ChargeType: 'PostPaid' })).to.deep.equal([]);
      const acl = (request: object) =>
        wrong('alb', 'CreateListenerRequest', request).filter((issue) => issue.startsWith('Acl'));
      expect(acl({ AclStatus: 'on', AclIds: [] })).to.have.members([
        'AclType isRequiredHere',
        'AclIds isRequiredHere',
      ]);
      expect(acl({ AclStatus: 'on', AclIds: ['acl-1'], AclType: 'white' })).to.deep.equal([]);
      expect(acl({ AclStatus: 'off' })).to.deep.equal([]);
    });

    it('look into lists, and take numbers of any size', () => {
      const ports = (request: object) =>
        wrong('clb', 'CreateListenerRequest', request).filter((issue) => issue.includes('isRequiredHere'));
      expect(ports({ Port: 0n })).to.have.members(['StartPort isRequiredHere', 'EndPort isRequiredHere']);
      expect(ports({ Port: 80 })).to.deep.equal([]);
      expect(
        wrong('vpc', 'AllocateEipAddressRequest', { SecurityProtectionTypes: ['AntiDDoS_Enhanced'] }),
      ).to.include('SecurityProtectionInstanceId isRequiredHere');
    });
  });

  describe('for members of which one is required', () => {
    const here = (service: string, shape: string, request: object) =>
      wrong(service, shape, request).filter((issue) => /isRequiredHere|arrayNotEmpty/.test(issue));

    it('take any of the ways to say it, and only a whole one', () => {
      const key = (request: object) => here('kms', 'ArchiveKeyRequest', request);
      expect(key({})).to.deep.equal(['KeyID isRequiredHere']);
      expect(key({ KeyName: 'key' })).to.deep.equal(['KeyID isRequiredHere']);
      expect(key({ KeyID: 'id' })).to.deep.equal([]);
      expect(key({ KeyName: 'key', KeyringName: 'ring' })).to.deep.equal([]);
      expect(here('clb', 'RuleForCreateRulesInput', { Domain: '' })).to.deep.equal(['Domain isRequiredHere']);
      expect(here('clb', 'RuleForCreateRulesInput', { Url: '/' })).to.deep.equal([]);
    });

    it('follow a member that is set, and values that make another optional', () => {
      const zones = (request: object) => here('clb', 'CreateLoadBalancerRequest', request);
      expect(zones({ SlaveZoneId: 'cn-beijing-b' })).to.deep.equal(['MasterZoneId isRequiredHere']);
      expect(zones({ SlaveZoneId: 'cn-beijing-b', MasterZoneId: 'cn-beijing-a' })).to.deep.equal([]);
      expect(zones({})).to.deep.equal([]);
      const connection = (request: object) => here('vpn', 'CreateVpnConnectionRequest', request);
      const subnets = { LocalSubnet: ['10.0.0.0/8'], RemoteSubnet: ['192.168.0.0/16'] };
      expect(connection(subnets)).to.deep.equal(['VpnGatewayId isRequiredHere']);
      expect(connection({ ...subnets, AttachType: 'TransitRouter' })).to.deep.equal([]);
      expect(connection({ ...subnets, VpnGatewayId: 'vgw-1' })).to.deep.equal([]);
    });

    it('want an item where a service keeps at least one, although JSON could send none', () => {
      const rules = (Rules: unknown) =>
        here('vefaas', 'UpdateFunctionMetricScaleStrategyRulesRequest', { FunctionId: 'f', Rules });
      expect(rules([])).to.deep.equal(['Rules arrayNotEmpty']);
      expect(rules([{ MetricType: 'cpu', Target: 60 }])).to.deep.equal([]);
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
        SubnetIds: ['subnet-1'],
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
