import { keys, region } from './signature.mjs';

/** This library as its users have it, with one of its HTTP handlers. */
export function openFluent(EcsClient, origin, http) {
  const ecs = new EcsClient({ endpoint: origin, region, credentials: keys, http, env: {} });
  return {
    async describeInstances(count) {
      const { Instances } = await ecs.describeInstances({ MaxResults: count });
      return { count: Instances.length, first: Instances[0].InstanceId };
    },
    async runInstances(name) {
      const { InstanceIds } = await ecs.runInstances({
        InstanceName: name,
        ImageId: 'image-1',
        InstanceTypeId: 'ecs.g1.large',
        ZoneId: 'cn-beijing-a',
        KeyPairName: 'vtable',
        NetworkInterfaces: [{ SubnetId: 'subnet-1', SecurityGroupIds: ['sg-1'] }],
        Volumes: [{ VolumeType: 'ESSD_PL0', Size: 40 }],
      });
      return InstanceIds[0];
    },
  };
}
