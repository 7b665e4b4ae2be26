import { expect } from 'chai';
import { RequestValidationError, ServiceError } from '../../src/errors/index.js';
import { errorOf } from '../support/error-of.js';
import { FaultServer } from './fault-server.js';
import { json, ok, refusal, requestId } from './replies.js';
import { readTarget, sessionTo, writeTarget } from './session.js';

const levels = 20_000;
const deepText = `${'['.repeat(levels)}"a"${']'.repeat(levels)}`;

describe('values that are nested 20,000 levels deep', () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
  });
  afterEach(() => server.stop());

  it('in a result are handed on, and are not shown whole by a log', async () => {
    const lines: string[] = [];
    const write = (...line: unknown[]) => void lines.push(JSON.stringify(line));
    const logger = { debug: write, info: write, warn: write, error: write };
    const volc = sessionTo(server, { logger, logLevel: 'debug' });
    server.reply(
      json(200, `{"ResponseMetadata":{"RequestId":"${requestId}"},"Result":{"Deep":${deepText}}}`),
    );
    const result = (await volc.send(readTarget, {})) as unknown as { Deep: unknown };
    let depth = 0;
    for (let value = result.Deep; Array.isArray(value); value = value[0]) depth += 1;
    expect(depth).to.equal(levels);
    expect(lines.filter((line) => line.includes('[[[['))).to.not.be.empty;
    expect(lines.every((line) => line.length < 2_000)).to.equal(true);
    volc.close();
  });

  it('in an error response end in the error of the service', async () => {
    const volc = sessionTo(server);
    const body = `{"ResponseMetadata":{"Error":{"Code":"Denied","Message":"no","Data":${deepText}}}}`;
    server.reply(json(400, body));
    expect(await errorOf(volc.send(writeTarget, {})))
      .to.be.instanceOf(ServiceError)
      .and.have.property('code', 'Denied');
    volc.close();
  });

  it('in a request are refused by name, and nothing is sent', async () => {
    const volc = sessionTo(server);
    for (const request of [
      { Deep: JSON.parse(deepText) as unknown },
      { Deep: [null, JSON.parse(deepText)] },
    ]) {
      const error = await errorOf(volc.send(writeTarget, request));
      expect(error).to.be.instanceOf(RequestValidationError);
      expect(error.message).to.include('nested too deeply');
    }
    expect(server.received).to.be.empty;
    volc.close();
  });

  it('give away no secret: those of a request are found at any depth', async () => {
    const volc = sessionTo(server);
    const request: Record<string, unknown> = {};
    let at = request;
    for (let level = 0; level < 1_000; level++) at = at['In'] = {} as Record<string, unknown>;
    at['Password'] = 'Canary-Deep-1';
    server.reply(refusal(400, 'Denied', {}, 'Canary-Deep-1 is too weak'));
    const error = await errorOf(volc.send(writeTarget, request));
    expect(error.message).to.include('is too weak').and.not.include('Canary');
    volc.close();
  });
});
