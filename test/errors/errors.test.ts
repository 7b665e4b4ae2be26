import { inspect } from 'node:util';
import { expect } from 'chai';
import * as errors from '../../src/errors/index.js';
import { FaultServer, type Reply } from '../transport/fault-server.js';
import { half, html, inTurn, json, ok, refusal, requestId, reset, silence } from '../transport/replies.js';
import { errorOf } from '../support/error-of.js';
import { keys, readTarget, sessionTo, writeTarget } from '../transport/session.js';

const {
  AbortedError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  InternalError,
  NotFoundError,
  PermissionError,
  QuotaError,
  ResponseParseError,
  ServiceError,
  ThrottlingError,
  TimeoutError,
} = errors;

/** What a reply must come to: [status, code, class]. */
const refusals: readonly (readonly [number, string, typeof ServiceError])[] = [
  [401, 'InvalidAccessKey', AuthenticationError],
  [401, 'SignatureDoesNotMatch', AuthenticationError],
  [401, 'MissingAuthenticationToken', AuthenticationError],
  [401, 'InvalidClientTokenId', AuthenticationError],
  [400, 'InvalidTimestamp', AuthenticationError],
  [401, 'SomethingOfLogins', AuthenticationError],
  [403, 'AccessDenied', PermissionError],
  [401, 'LackProjectPolicy', PermissionError],
  [403, 'LackPolicy', PermissionError],
  [403, 'Whatever', PermissionError],
  [200, 'OperationDenied.AccountNotInWhitelist', PermissionError],
  [404, 'InvalidInstance.NotFound', NotFoundError],
  [200, 'InvalidVpc.NotFound', NotFoundError],
  [400, 'UserNotExist', NotFoundError],
  [400, 'ErrDBNotFound', NotFoundError],
  [404, 'Whatever', NotFoundError],
  [400, 'InvalidSubnet.InUse', ConflictError],
  [400, 'InvalidSecurityGroup.InvalidStatus', ConflictError],
  [400, 'InvalidInstanceStatus', ConflictError],
  [400, 'InvalidOperation.Conflict', ConflictError],
  [400, 'IdempotentParameterMismatch', ConflictError],
  [409, 'UserAlreadyExists', ConflictError],
  [409, 'Whatever', ConflictError],
  [409, 'AccessKeyLimitExceeded', QuotaError],
  [400, 'QuotaExceeded.Instance', QuotaError],
  [400, 'Insufficient.Balance', QuotaError],
  [429, 'FlowLimitExceeded', ThrottlingError],
  [200, 'RequestLimitExceeded', ThrottlingError],
  [400, 'AccountFlowLimitExceeded', ThrottlingError],
  [429, 'Whatever', ThrottlingError],
  [200, 'Throttling.User', ThrottlingError],
  [500, 'InternalError', InternalError],
  [502, 'InternalServiceError', InternalError],
  [200, 'InternalServiceTimeout', InternalError],
  [503, 'Whatever', InternalError],
  // A wrong address is no missing resource: a waiter must not take it for one that is gone.
  [404, 'InvalidActionOrVersion', ServiceError],
  [404, 'ServiceNotFound', ServiceError],
  [400, 'InvalidParameter', ServiceError],
  [400, 'InvalidRateLimit.Malformed', ServiceError],
  [400, 'MissingParameter.LaunchTemplateId', ServiceError],
];

describe('errors', () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
  });
  afterEach(() => server.stop());

  it('have the class that the code means, then the one of the status', async () => {
    const volc = sessionTo(server, { retry: false });
    for (const [status, code, Class] of refusals) {
      server.reply(refusal(status, code));
      const error = await errorOf(volc.send(readTarget, {}));
      expect(error.constructor, `${status} ${code}`).to.equal(Class);
      expect(error).to.include({
        name: Class.name,
        code,
        codeN: 7,
        status,
        serviceMessage: 'No.',
        requestId,
        service: 'ecs',
        action: 'DescribeThings',
        region: 'cn-beijing',
        attempts: 1,
      });
      expect(error.message).to.equal(`DescribeThings failed: ${code} — No. (request ${requestId})`);
    }
    volc.close();
  });

  it('keep the whole response in a hidden member', async () => {
    const body = {
      ResponseMetadata: { Error: { Code: 'Odd', Message: 'No.' } },
      Result: { Password: 'hunter2' },
    };
    server.reply(json(400, body));
    const volc = sessionTo(server);
    const error = (await errorOf(volc.send(readTarget, {}))) as InstanceType<typeof ServiceError>;
    expect(error.raw).to.deep.equal(body);
    expect(inspect(error)).to.not.contain('hunter2');
    expect(JSON.stringify(error)).to.not.contain('hunter2');
    volc.close();
  });

  it('keep what the system said as their cause, and where the call came from', async () => {
    const causes: [Reply, object][] = [
      [reset, { code: 'ECONNRESET' }],
      [half, { code: 'ECONNRESET' }],
    ];
    for (const http of ['node:http', 'node-fetch'] as const) {
      const volc = sessionTo(server, { http, retry: false });
      for (const [reply, cause] of causes) {
        server.reply(reply);
        const error = await errorOf(volc.send(writeTarget, {}));
        expect(error).to.be.instanceOf(ConnectionError).and.include({ attempts: 1, notSent: false });
        expect(error.cause).to.be.instanceOf(Error).and.include(cause);
        expect(error.stack).to.contain('errors.test.ts');
      }
      server.reply(refusal(400, 'Odd'));
      expect((await errorOf(volc.send(readTarget, {}))).stack).to.contain('errors.test.ts');
      volc.close();
    }
  });

  it('show their caller however many functions lie between', async () => {
    server.reply(refusal(400, 'Odd'));
    const volc = sessionTo(server);
    const deep = async (levels: number): Promise<unknown> =>
      levels === 0 ? await volc.send(readTarget, {}) : await deep(levels - 1);
    const outermost = async (): Promise<unknown> => await deep(20);
    const limit = Error.stackTraceLimit;
    const { stack = '' } = await errorOf(outermost());
    expect(Error.stackTraceLimit).to.equal(limit);
    expect(stack)
      .to.match(/^ServiceError: DescribeThings failed: Odd/)
      .and.contain('outermost');
    volc.close();
  });

  it('count their attempts and name the last request', async () => {
    server.reply(inTurn(reset, html(502), refusal(503, 'X')));
    const volc = sessionTo(server, { retry: { baseDelayMs: 1 } });
    const error = await errorOf(volc.send(readTarget, {}));
    expect(error).to.include({ attempts: 4, requestId });
    expect(error.message).to.contain('4 attempts').and.contain(requestId);
    volc.close();
  });

  it('are each provoked over a real socket', async () => {
    const { port } = server;
    const provoked = new Set<string>(refusals.map(([, , Class]) => Class.name));
    const volc = sessionTo(server, { retry: false, timeouts: { responseMs: 50 } });
    for (const reply of [reset, silence, html(200)]) {
      server.reply(reply);
      provoked.add((await errorOf(volc.send(readTarget, {}))).name);
    }
    server.reply(silence);
    provoked.add((await errorOf(volc.send(readTarget, {}, { signal: AbortSignal.timeout(10) }))).name);
    provoked.add((await errorOf(volc.call({ service: 'ecsx', action: 'X' }))).name);
    provoked.add((await errorOf(volc.send({ ...readTarget, protocol: 'query' }, { List: [null] }))).name);
    const failing = sessionTo(
      { origin: `http://127.0.0.1:${port}` },
      { credentials: () => Promise.reject(new Error('x')) },
    );
    provoked.add((await errorOf(failing.send(readTarget, {}))).name);
    volc.close();
    failing.close();
    // Those of resources are provoked by the tests of resources.
    const elsewhere = ['VolcengineError', 'TransportError', 'ResourceError', 'AfterCreationError'];
    const all = Object.entries(errors)
      .filter(([name, value]) => typeof value === 'function' && /^[A-Z].*Error$/.test(name))
      .map(([name]) => name)
      .filter((name) => !elsewhere.includes(name) && !name.startsWith('Waiter'));
    expect([...provoked].sort()).to.deep.equal(all.sort());
    expect(
      [AbortedError, TimeoutError, ResponseParseError].map(({ name }) => provoked.has(name)),
    ).to.deep.equal([true, true, true]);
  });

  it('are safe to log: no secret, no header, no body in message, toJSON or printing', async () => {
    const planted = 'pl4nted-s3cret';
    const echo: Reply = (response, received, before) => {
      const { authorization, 'x-security-token': token } = received.headers;
      refusal(
        400,
        'SignatureDoesNotMatch',
        {},
        `${token} ${planted} ${keys.secretAccessKey}: ${received.body}`,
      )(response, received, before);
      expect(authorization).to.be.a('string');
    };
    const credentials = { ...keys, sessionToken: 'session-token-value' };
    const request = { Password: planted, Nested: [{ UserData: planted }] };
    for (const reply of [echo, html(502), reset, silence])
      for (const http of ['node:http', 'node-fetch', { fetch }] as const) {
        server.reply(reply);
        const volc = sessionTo(server, { http, credentials, retry: false, timeouts: { responseMs: 50 } });
        const target = { ...readTarget, method: 'GET', protocol: 'query' } as const;
        for (const error of [
          await errorOf(volc.send(readTarget, request)),
          await errorOf(volc.send(target, request)),
        ]) {
          const shown = [
            error.message,
            JSON.stringify(error),
            inspect(error, { depth: 9 }),
            String(error.stack),
          ].join('\n');
          expect(shown).to.not.contain(planted);
          expect(shown).to.not.contain(keys.secretAccessKey);
          expect(shown).to.not.contain('session-token-value');
          expect(shown).to.not.contain('HMAC-SHA256');
        }
        volc.close();
      }
  });

  it('of ours or of a hook surface as themselves, neither wrapped nor retried', async () => {
    const bug = new RangeError('a bug');
    const fail = (): never => {
      throw bug;
    };
    const volc = sessionTo(server);
    for (const hooks of [
      { onCall: fail },
      { onAttempt: fail },
      { aroundCall: fail },
      { aroundAttempt: fail },
      { onAttempt: () => Promise.reject(bug) },
    ]) {
      const remove = volc.use(hooks);
      expect(await errorOf(volc.send(readTarget, {}))).to.equal(bug);
      remove();
    }
    server.reply(refusal(503, 'X'));
    for (const retry of [{ shouldRetry: fail }, { backoff: fail }])
      expect(await errorOf(volc.send(readTarget, {}, { retry }))).to.equal(bug);
    const remove = volc.use({ onRetry: fail });
    expect(await errorOf(volc.send(readTarget, {}))).to.equal(bug);
    remove();
    expect(server.received).to.have.length(3);
    volc.close();
    const broken = sessionTo(server, { http: { send: fail, close: () => undefined } });
    expect(await errorOf(broken.send(readTarget, {}))).to.equal(bug);
  });
});
