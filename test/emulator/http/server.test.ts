import { connect } from 'node:net';
import { expect } from 'chai';
import { Emulator } from '../../../src/emulator/emulator.js';
import { targetOf } from '../../support/caller.js';
import { signedCall } from '../../support/signed-call.js';

describe('the server', () => {
  let cloud: Emulator;
  before(async () => {
    cloud = await new Emulator({ maxBodyBytes: 1000 }).start();
  });
  after(() => cloud.stop());

  /** Sends a text over a connection of its own; resolves to what comes back until it ends. */
  const exchange = (...parts: string[]): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(cloud.url).port), '127.0.0.1', () => {
        for (const part of parts) socket.write(part);
      });
      let received = '';
      socket.on('data', (part) => (received += part.toString()));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(received));
    });

  it('survives bodies that are too long, of every kind of request', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const long = 'x'.repeat(100_000);
    for (const method of ['POST', 'GET', 'PUT']) {
      const head = `${method} / HTTP/1.1\r\nhost: 127.0.0.1\r\n`;
      expect(await exchange(`${head}content-length: 9000000\r\n\r\n`, long)).to.match(/^HTTP\/1.1 413 /);
      const chunk = `${long.length.toString(16)}\r\n${long}\r\n`;
      expect(await exchange(`${head}transfer-encoding: chunked\r\n\r\n`, chunk)).to.match(/^HTTP\/1.1 413 /);
    }
    await new Promise(setImmediate);
    process.off('unhandledRejection', note);
    expect(unhandled).to.deep.equal([]);
    expect((await signedCall(cloud.config(), targetOf('ecs', 'DescribeInstances'))).status).to.equal(200);
  });

  it('survives clients that go away in the middle', async () => {
    const socket = connect(Number(new URL(cloud.url).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write('POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 500\r\n\r\nhalf');
    socket.resetAndDestroy();
    expect((await signedCall(cloud.config(), targetOf('ecs', 'DescribeInstances'))).status).to.equal(200);
  });
});
