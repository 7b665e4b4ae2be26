// The official SDK's core. No version of `@volcengine/autoscaling` in the registry goes with it, so the commands are
// made by hand, as its service packages make theirs.
import { Client, Command } from '@volcengine/sdk-core';
import { keys, region } from '../harness/signature.mjs';

class EcsCommand extends Command {
  constructor(action, input) {
    super(input);
    this.requestConfig = {
      params: { Action: action, Version: '2020-04-01' },
      method: 'GET',
      serviceName: 'ecs',
      pathname: '/',
      contentType: 'text/plain',
    };
  }
}

export function open(origin) {
  const { host } = new URL(origin);
  const client = new Client({ host, protocol: 'http', region, ...keys });
  return {
    async describeInstances(count) {
      const { Result } = await client.send(new EcsCommand('DescribeInstances', { MaxResults: count }));
      return { count: Result.Instances.length, first: Result.Instances[0].InstanceId };
    },
    async runInstances(name) {
      const input = {
        InstanceName: name,
        ImageId: 'image-1',
        InstanceTypeId: 'ecs.g1.large',
        ZoneId: 'cn-beijing-a',
        KeyPairName: 'vtable',
      };
      const { Result } = await client.send(new EcsCommand('RunInstances', input));
      return Result.InstanceIds[0];
    },
  };
}
