import { FakeServer, type FakeResponse, type FakeRequest } from './fake-server.js';
import { isoAfter } from './fake-sts.js';
import { secrets } from './provider-context.js';

const roles = '/volcstack/latest/iam/security_credentials';

/** What one test has the metadata service do otherwise. */
export interface MetadataFaults {
  token?: FakeResponse;
  roles?: FakeResponse;
  keys?: FakeResponse;
}

/** The metadata service of an instance with the role `web`; gives new keys each time. */
export function startFakeMetadata(faults: MetadataFaults = {}): Promise<FakeServer> {
  let tokens = 0;
  let keys = 0;
  return FakeServer.start(({ method, path, query, headers }: FakeRequest): FakeResponse => {
    if (path === '/latest/api/token') {
      if (method !== 'PUT' || headers['x-volc-ecs-metadata-token-ttl-seconds'] !== '21600') return [400, ''];
      tokens += 1;
      return faults.token ?? [200, `${secrets.metadataToken}-${tokens}`];
    }
    if (method !== 'GET' || headers['x-volc-ecs-metadata-token'] !== `${secrets.metadataToken}-${tokens}`)
      return [401, 'no token'];
    if (path === roles) {
      if (query['type'] !== 'user' || query['format'] !== 'json') return [400, ''];
      return faults.roles ?? [200, ['web']];
    }
    keys += 1;
    return path.startsWith(`${roles}/`)
      ? (faults.keys ?? [200, metadataKeys(keys, 6 * 3600 * keys)])
      : [404, ''];
  });
}

export function metadataKeys(n: number, seconds: number): Record<string, string> {
  return {
    AccessKeyId: `AKEC${n}`,
    SecretAccessKey: secrets.secretAccessKey,
    SessionToken: secrets.sessionToken,
    ExpiredTime: isoAfter(seconds),
  };
}
