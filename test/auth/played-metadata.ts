import { PlayServer, type Answer, type Asked } from './play-server.js';
import { isoAfter } from './played-sts.js';
import { secrets } from './stage.js';

const roles = '/volcstack/latest/iam/security_credentials';

/** What one test has the metadata service do otherwise. */
export interface MetadataFaults {
  token?: Answer;
  roles?: Answer;
  keys?: Answer;
}

/** The metadata service of an instance with the role `web`; gives new keys each time. */
export function playMetadata(faults: MetadataFaults = {}): Promise<PlayServer> {
  let tokens = 0;
  let keys = 0;
  return PlayServer.start(({ method, path, query, headers }: Asked): Answer => {
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
