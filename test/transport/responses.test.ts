import { expect } from 'chai';
import { ResponseParseError, ServiceError } from '../../src/errors/index.js';
import { FaultServer } from './fault-server.js';
import { handlerKinds } from './handler-kinds.js';
import { html, json, ok, premature, requestId, text } from './replies.js';
import { errorOf } from '../support/error-of.js';
import { readTarget, sessionTo } from './session.js';

const once = { retry: false } as const;

describe('responses', () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
  });
  afterEach(() => server.stop());

  it('give the Result, with all its members, and metadata that does not get in the way', async () => {
    server.reply(ok({ Name: 'a', NotInTheFacts: [1, { x: null }] }));
    const volc = sessionTo(server);
    const result = await volc.send(readTarget, {});
    expect(result).to.deep.equal({ Name: 'a', NotInTheFacts: [1, { x: null }] });
    expect(Object.keys(result)).to.not.include('$metadata');
    expect(JSON.stringify(result)).to.not.contain('metadata');
    expect(result.$metadata).to.deep.equal({
      requestId,
      service: 'ecs',
      action: 'DescribeThings',
      version: '2020-04-01',
      region: 'cn-beijing',
      httpStatus: 200,
      attempts: 1,
      totalDelayMs: 0,
    });
    volc.close();
  });

  it('without a Result are an empty one, and a Result that is no object is kept as a member', async () => {
    const volc = sessionTo(server);
    const cases: [unknown, unknown][] = [
      [{ ResponseMetadata: {} }, {}],
      [{ ResponseMetadata: {}, Result: null }, {}],
      [{ ResponseMetadata: {}, Result: 'done' }, { Result: 'done' }],
      [{ ResponseMetadata: {}, Result: [1, 2] }, [1, 2]],
      [{ ResponseMetadata: { Error: { Code: '' } }, Result: {} }, {}],
    ];
    for (const [body, expected] of cases) {
      server.reply(json(200, body));
      const result = await volc.send(readTarget, {});
      expect(result).to.deep.equal(expected);
      expect(result.$metadata.httpStatus).to.equal(200);
    }
    volc.close();
  });

  it('keep every digit of integers beyond 2^53, as bigint, and leave other numbers numbers', async () => {
    server.reply(
      json(
        200,
        '{"ResponseMetadata":{},"Result":{"Id":9007199254740993,"Ids":[-12345678901234567890, 9007199254740991],' +
          '"Float":12345678901234567.5,"Exp":1e30,"Text":"12345678901234567890","__proto__":{"Id":1},"Same":1,"Same":2}}',
      ),
    );
    const volc = sessionTo(server);
    const result = await volc.send(readTarget, {});
    expect(result['Id']).to.equal(9007199254740993n);
    expect(result['Ids']).to.deep.equal([-12345678901234567890n, 9007199254740991]);
    expect(result['Float']).to.equal(Number('12345678901234567.5'));
    expect(result['Exp']).to.equal(1e30);
    expect(result['Text']).to.equal('12345678901234567890');
    expect(result['Same']).to.equal(2);
    expect(Object.getPrototypeOf(result)).to.equal(Object.prototype);
    volc.close();
  });

  it('are kept as they came when the call asks for it', async () => {
    server.reply(json(200, { ResponseMetadata: {}, Result: {} }, { 'x-extra': 'yes' }));
    for (const [, http] of handlerKinds) {
      const volc = sessionTo(server, { http });
      const { rawResponse } = (await volc.send(readTarget, {}, { rawResponse: true })).$metadata;
      expect(rawResponse).to.include({ status: 200, body: '{"ResponseMetadata":{},"Result":{}}' });
      expect(rawResponse?.headers).to.include({ 'x-extra': 'yes' });
      expect((await volc.send(readTarget, {})).$metadata).to.not.have.property('rawResponse');
      volc.close();
    }
  });

  it('that cannot be read report their status and the reason, and keep the body out of the message', async () => {
    const volc = sessionTo(server, once);
    const cases: [Parameters<typeof server.reply>[0], number, RegExp][] = [
      [text(200, ''), 200, /is empty/],
      [text(204, ''), 204, /is empty/],
      [html(200), 200, /HTML/],
      [html(502), 502, /HTML/],
      [text(200, 'ok'), 200, /not JSON/],
      [json(200, '[1,2]'), 200, /not an object/],
      [json(200, 'null'), 200, /not an object/],
      [json(200, '{"ResponseMetadata":{},"Result":{"Na'), 200, /cut off/],
      [json(200, '{"ResponseMetadata":{},"Result":{"Id":1234567890123456789'), 200, /cut off/],
      [json(200, '{"Result":{}}'), 200, /ResponseMetadata/],
      [json(500, '{"ResponseMetadata":{"RequestId":"r"}}'), 500, /names no error/],
    ];
    for (const [reply, status, why] of cases) {
      server.reply(reply);
      const error = await errorOf(volc.send(readTarget, {}));
      expect(error, String(why))
        .to.be.instanceOf(ResponseParseError)
        .and.include({ status, action: 'DescribeThings' });
      expect(error.message).to.match(why).and.contain(`HTTP ${status}`);
    }
    server.reply(html(502));
    const error = (await errorOf(volc.send(readTarget, {}))) as ResponseParseError;
    expect(error.bodyStart).to.equal('<html><body>Bad gateway</body></html>');
    expect(Object.keys(error)).to.not.include('bodyStart');
    expect(error.message).to.not.contain('gateway</');
    volc.close();
  });

  it('that are cut off show no secret in their start', async () => {
    server.reply(json(200, '{"Result":{"Credentials":{"SecretAccessKey":"hunter2","SessionToken":"hunter3'));
    const volc = sessionTo(server, once);
    const error = (await errorOf(volc.send(readTarget, {}))) as ResponseParseError;
    expect(error.bodyStart).to.contain('SecretAccessKey').and.not.contain('hunter');
    volc.close();
  });

  it('with a gateway’s flat error are a service error too', async () => {
    server.reply(json(200, { HTTPCode: 403, errorcode: 4001, message: 'not here' }));
    const volc = sessionTo(server, once);
    const error = await errorOf(volc.send(readTarget, {}));
    expect(error).to.be.instanceOf(ServiceError).and.include({ code: '4001', serviceMessage: 'not here' });
    volc.close();
  });

  for (const [kind, http] of handlerKinds) {
    it(`longer than maxResponseBytes are given up over ${kind}, without being read to their end`, async () => {
      const long = `{"ResponseMetadata":{},"Result":{"Text":"${'x'.repeat(5_000_000)}"}}`;
      server.reply(json(200, long));
      const volc = sessionTo(server, { http });
      const error = await errorOf(volc.send(readTarget, {}, { maxResponseBytes: 10_000 }));
      expect(error).to.be.instanceOf(ResponseParseError).and.include({ status: 200, attempts: 1 });
      expect(error.message).to.contain('maxResponseBytes').and.contain('10000');
      const whole = await volc.send(readTarget, {}, { maxResponseBytes: long.length });
      expect(whole['Text']).to.have.length(5_000_000);
      volc.close();
    });

    it(`of 100 MB are read whole over ${kind}`, async () => {
      const piece = Buffer.alloc(1_000_000, 'x');
      server.reply((response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"ResponseMetadata":{},"Result":{"Text":"');
        let sent = 0;
        const more = (): void => {
          while (sent++ < 100) if (!response.write(piece)) return void response.once('drain', more);
          response.end('"}}');
        };
        more();
      });
      const volc = sessionTo(server, { http, ...once });
      const before = process.memoryUsage().arrayBuffers;
      const { Text } = await volc.send(readTarget, {});
      expect(Text).to.have.length(100_000_000);
      // The chunks and their concatenation at most: read once, copied once.
      expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(400_000_000);
      volc.close();
    });

    it(`without their end are no success over ${kind}`, async () => {
      server.reply(premature);
      const volc = sessionTo(server, { http, ...once });
      expect(await errorOf(volc.send(readTarget, {}))).to.have.property('code', 'ERR_CONNECTION');
      volc.close();
    });

    it(`in UTF-8 are put together from any pieces over ${kind}`, async () => {
      const body = Buffer.from('{"ResponseMetadata":{},"Result":{"Text":"中文😀"}}');
      server.reply((response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
        let at = 0;
        const next = (): void => {
          if (at < body.length) response.write(body.subarray(at, ++at), () => setImmediate(next));
          else response.end();
        };
        next();
      });
      const volc = sessionTo(server, { http });
      expect(await volc.send(readTarget, {})).to.deep.equal({ Text: '中文😀' });
      volc.close();
    });
  }
});
