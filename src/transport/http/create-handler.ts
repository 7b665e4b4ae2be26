import type { HttpHandler } from '../../types/http.js';
import type { Connections } from './connections.js';
import { NodeFetchHandler } from './node-fetch-handler.js';
import { NodeHttpHandler } from './node-http-handler.js';

/** The names of the handlers that come with the package. */
export const handlerNames = ['node-fetch', 'node:http'] as const;

/**
 * The handler of this name. Bun puts its own `fetch` in the place of node-fetch. It takes no agent and hides its
 * connection, so that proxies, TLS options and time limits would not hold: there, `node:http` sends instead.
 */
export function createHandler(
  name: (typeof handlerNames)[number],
  connections: Connections,
  { bun }: Readonly<Record<string, string | undefined>> = process.versions,
): HttpHandler {
  return name === 'node:http' || bun !== undefined
    ? new NodeHttpHandler(connections)
    : new NodeFetchHandler(connections);
}
