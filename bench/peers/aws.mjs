// The AWS SDK v3 with a JSON protocol: the same items, in that service's shape.
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { keys, region } from '../harness/signature.mjs';

export function open(origin) {
  const client = new SecretsManagerClient({ endpoint: origin, region, credentials: keys });
  return {
    async describeInstances(count) {
      const { SecretList } = await client.send(new ListSecretsCommand({ MaxResults: count }));
      return { count: SecretList.length, first: SecretList[0].ARN };
    },
  };
}
