import type { CallTarget } from '../../src/types/call.js';
import { Volcengine, type VolcengineOptions } from '../../src/client/volcengine.js';
import type { FaultServer } from './fault-server.js';

export const keys = { accessKeyId: 'AKLTtest', secretAccessKey: 'test-secret-value==' };

/** A session that talks to a test server, over `node:http` unless told otherwise. */
export function sessionTo(server: Pick<FaultServer, 'origin'>, options: VolcengineOptions = {}): Volcengine {
  return new Volcengine({
    endpoint: server.origin,
    credentials: keys,
    http: 'node:http',
    proxy: false,
    env: {},
    ...options,
  });
}

const ecs = { service: 'ecs', version: '2020-04-01', method: 'POST', protocol: 'json' } as const;

/** Changes nothing. */
export const readTarget: CallTarget = { ...ecs, action: 'DescribeThings', isRead: true };
/** Creates, and has an idempotency token. */
export const tokenTarget: CallTarget = {
  ...ecs,
  action: 'CreateThing',
  isRead: false,
  clientTokenMember: 'ClientToken',
};
/** Creates, without a token: what is sent twice is there twice. */
export const writeTarget: CallTarget = { ...ecs, action: 'StartThing', isRead: false };
