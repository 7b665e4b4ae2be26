// The floor: `node:http` and a minimal signature, nothing else.
import { Agent, request } from 'node:http';
import { signedHeaders } from '../harness/signature.mjs';

export function open(origin) {
  const { hostname, port, host } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    async describeInstances(count) {
      const query = `Action=DescribeInstances&MaxResults=${count}&Version=2020-04-01`;
      const signed = signedHeaders({ method: 'GET', host, query, contentType: 'text/plain', service: 'ecs' });
      const text = await get({ hostname, port, path: `/?${query}`, headers: signed, agent });
      const { Instances } = JSON.parse(text).Result;
      return { count: Instances.length, first: Instances[0].InstanceId };
    },
  };
}

function get(options) {
  return new Promise((resolve, reject) => {
    request(options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      response.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}
