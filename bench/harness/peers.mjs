// The clients that are measured, by the name of their file in `peers/`.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { resolve } = createRequire(import.meta.url);
const ownPackages = fileURLToPath(new URL('../node_modules/', import.meta.url));

export const fluentFetch = { id: 'fluent-node-fetch', name: 'volcengine-fluent' };
export const fluentHttp = { id: 'fluent-node-http', name: 'volcengine-fluent, lean' };
export const bareFetch = { id: 'bare-node-fetch', name: 'bare node-fetch', module: 'node-fetch' };
export const bareHttp = { id: 'bare-node-http', name: 'bare node:http' };
export const sdkCore = { id: 'sdk-core', name: '@volcengine/sdk-core', module: '@volcengine/sdk-core' };
export const openapi = { id: 'openapi', name: '@volcengine/openapi', module: '@volcengine/openapi' };
export const aws = { id: 'aws', name: 'AWS SDK v3', module: '@aws-sdk/client-secrets-manager' };

export const allPeers = [fluentFetch, fluentHttp, bareFetch, bareHttp, sdkCore, openapi, aws];

/**
 * Whether the packages that a peer needs are installed for the bench itself.
 *
 * @param {{ id: string, module?: string }} peer
 */
export function isInstalled({ module }) {
  if (module === undefined) return true;
  try {
    return resolve(module).startsWith(ownPackages);
  } catch {
    return false;
  }
}
