/** What RunInstances requires besides name, zone, image and login. */
export const serverNeeds = {
  InstanceTypeId: 'ecs.g1.large',
  NetworkInterfaces: [{ SubnetId: 'subnet-1', SecurityGroupIds: ['sg-1'] }],
  Volumes: [{ VolumeType: 'ESSD_PL0', Size: 40 }],
};
