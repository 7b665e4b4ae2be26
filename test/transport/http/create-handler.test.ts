import { expect } from 'chai';
import { Connections } from '../../../src/transport/http/connections.js';
import { createHandler } from '../../../src/transport/http/create-handler.js';
import { NodeFetchHandler } from '../../../src/transport/http/node-fetch-handler.js';
import { NodeHttpHandler } from '../../../src/transport/http/node-http-handler.js';

describe('the handler of a name', () => {
  const connections = new Connections({ maxSockets: 1, keepAliveMs: 0, tls: {}, proxy: false });

  it('is the one that is asked for', () => {
    expect(createHandler('node-fetch', connections)).to.be.instanceOf(NodeFetchHandler);
    expect(createHandler('node:http', connections)).to.be.instanceOf(NodeHttpHandler);
  });

  it('is node:http in Bun, whose own fetch takes the place of node-fetch and follows no agent', () => {
    expect(createHandler('node-fetch', connections, { bun: '1.4.5' })).to.be.instanceOf(NodeHttpHandler);
  });
});
