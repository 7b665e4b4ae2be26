/**
 * Short names for setters that people look for, and the members they may stand for: the first that the shape
 * has wins, `+` appends to a list. An alias is never made where the shape has a setter of that name already.
 * `name` stands for the display name that the facts give a resource; see {@link nameMembers}.
 */
export const aliasTargets: Readonly<Record<string, readonly string[]>> = {
  type: [
    'InstanceTypeId',
    'InstanceType',
    'VolumeType',
    'LoadBalancerType',
    'ServerGroupType',
    'NatGatewayType',
    'PolicyType',
  ],
  zone: ['ZoneId', 'AvailabilityZoneId'],
  image: ['ImageId'],
  vpc: ['VpcId'],
  subnet: ['SubnetId', '+SubnetIds'],
  securityGroup: ['SecurityGroupId', '+SecurityGroupIds'],
  instance: ['InstanceId', '+InstanceIds'],
  keyPair: ['KeyPairName'],
  chargeType: ['InstanceChargeType', 'VolumeChargeType'],
  project: ['ProjectName', 'Project'],
  cidr: ['CidrBlock'],
  loadBalancer: ['LoadBalancerId'],
  listener: ['ListenerId'],
  serverGroup: ['ServerGroupId'],
  transitRouter: ['TransitRouterId'],
  scalingGroup: ['ScalingGroupId'],
};
