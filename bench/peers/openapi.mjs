// The older official SDK: a function for each action, without retries.
import openapi from '@volcengine/openapi';
import { keys, region } from '../harness/signature.mjs';

export function open(origin) {
  const service = new openapi.Service({
    serviceName: 'ecs',
    defaultVersion: '2020-04-01',
    host: new URL(origin).host,
    protocol: 'http:',
    region,
    accessKeyId: keys.accessKeyId,
    secretKey: keys.secretAccessKey,
  });
  const describeInstances = service.createAPI('DescribeInstances', { method: 'GET' });
  return {
    async describeInstances(count) {
      const { Result } = await describeInstances({ MaxResults: count });
      return { count: Result.Instances.length, first: Result.Instances[0].InstanceId };
    },
  };
}
