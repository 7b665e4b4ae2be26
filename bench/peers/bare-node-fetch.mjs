// What a user would write by hand: node-fetch with a keep-alive agent, and a minimal signature.
import { Agent } from 'node:http';
import fetch from 'node-fetch';
import { signedHeaders } from '../harness/signature.mjs';

export function open(origin) {
  const { host } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    async describeInstances(count) {
      const query = `Action=DescribeInstances&MaxResults=${count}&Version=2020-04-01`;
      const headers = signedHeaders({
        method: 'GET',
        host,
        query,
        contentType: 'text/plain',
        service: 'ecs',
      });
      const response = await fetch(`${origin}/?${query}`, { headers, agent });
      const { Result } = /** @type {any} */ (await response.json());
      return { count: Result.Instances.length, first: Result.Instances[0].InstanceId };
    },
  };
}
