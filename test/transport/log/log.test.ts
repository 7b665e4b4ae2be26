import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect } from 'chai';
import { pino } from 'pino';
import type { VolcengineOptions } from '../../../src/client/volcengine.js';
import { ConfigError } from '../../../src/errors/index.js';
import type { ConsoleLike } from '../../../src/transport/log/logger.js';
import { FaultServer, type Reply } from '../fault-server.js';
import { handlerKinds } from '../handler-kinds.js';
import { half, html, inTurn, json, ok, refusal, reset } from '../replies.js';
import { errorOf } from '../../support/error-of.js';
import { keys, readTarget, sessionTo, tokenTarget } from '../session.js';
import { until } from '../../support/until.js';

interface Line {
  readonly level: keyof ConsoleLike;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function recording(): { readonly lines: Line[]; readonly logger: ConsoleLike } {
  const lines: Line[] = [];
  const at = (level: keyof ConsoleLike) => (message: string, fields: Line['fields']) =>
    void lines.push({ level, message, fields });
  return { lines, logger: { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') } };
}

describe('logging', () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
  });
  afterEach(() => server.stop());

  const retry = { baseDelayMs: 0 } as const;
  const session = (options: VolcengineOptions) => sessionTo(server, { retry, ...options });

  it('is silent without a logger, and says only what matters with one', async () => {
    const { lines, logger } = recording();
    const volc = session({ logger });
    await volc.send(readTarget, {});
    expect(lines).to.deep.equal([]);
    server.reply(inTurn(html(502), ok()));
    await volc.send(readTarget, {});
    server.reply(refusal(400, 'Odd'));
    await errorOf(volc.send(readTarget, {}));
    expect(lines.map(({ level, message }) => `${level}: ${message}`)).to.deep.equal([
      'warn: DescribeThings failed: the response, HTTP 502, is HTML or XML, not JSON; retry in 0 ms',
      'error: DescribeThings failed: Odd — No. (request 20260102030405A1B2C3)',
    ]);
    expect(lines[1]?.fields).to.include({
      service: 'ecs',
      action: 'DescribeThings',
      region: 'cn-beijing',
      code: 'Odd',
    });
    volc.close();
  });

  it('has a line for each call at info, and every part at debug', async () => {
    const { lines, logger } = recording();
    const volc = session({ logger, logLevel: 'debug' });
    expect(lines.map(({ message }) => message)).to.deep.equal(['A session is configured']);
    expect(lines[0]?.fields).to.nested.include({ region: 'cn-beijing', 'retry.maxAttempts': 4 });
    lines.length = 0;
    await volc.send(readTarget, { Name: 'a' });
    expect(lines.map(({ level, message }) => `${level}: ${message}`)).to.deep.equal([
      `debug: DescribeThings goes to ${server.origin}`,
      'debug: DescribeThings is signed',
      'debug: DescribeThings is sent',
      'debug: DescribeThings has this request',
      'debug: DescribeThings got a response',
      'debug: DescribeThings got this response',
      'info: DescribeThings succeeded',
    ]);
    expect(lines[1]?.fields)
      .to.have.property('stringToSign')
      .that.matches(/^HMAC-SHA256\n/);
    expect(lines[2]?.fields).to.nested.include({ method: 'POST', 'headers.authorization': '[redacted]' });
    expect(lines[3]?.fields).to.deep.include({ request: { Name: 'a' } });
    expect(lines[5]?.fields).to.nested.include({ status: 200, 'response.Result.Ok': true });
    expect(lines[6]?.fields).to.include({ httpStatus: 200, attempts: 1 });
    volc.close();
  });

  it('shows only the configured parts', async () => {
    const titles: Record<string, string> = {
      request: 'is sent',
      response: 'got a response',
      signing: 'is signed',
      endpoint: 'goes to',
      configuration: 'configured',
      retries: 'retry in',
    };
    for (const [part, title] of Object.entries(titles)) {
      const { lines, logger } = recording();
      server.reply(inTurn(html(502), ok()));
      const volc = session({ logger, logLevel: 'debug', logParts: [part as 'request'] });
      await volc.send(readTarget, {});
      const shown = lines.filter(({ level }) => level !== 'info').map(({ message }) => message);
      expect(shown, part).to.not.be.empty;
      for (const message of shown) expect(message).to.contain(title);
      volc.close();
    }
    const { lines, logger } = recording();
    const volc = session({ logger, logLevel: 'debug', logParts: [] });
    await volc.send(readTarget, {});
    expect(lines.map(({ level }) => level)).to.deep.equal(['info']);
    volc.close();
  });

  it('can have another level for one call', async () => {
    const { lines, logger } = recording();
    const volc = session({ logger, logLevel: 'off' });
    await volc.send(readTarget, {});
    expect(lines).to.have.length(0);
    await volc.send(readTarget, {}, { logLevel: 'info' });
    expect(lines).to.have.length(1);
    volc.close();
  });

  it('goes to pino in pino’s own way', async () => {
    const written: string[] = [];
    const stream = new Writable({
      write(chunk, _, done) {
        written.push(String(chunk));
        done();
      },
    });
    const volc = session({ logger: pino({ level: 'info' }, stream), logLevel: 'info' });
    await volc.send(readTarget, {});
    const [line] = written.map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(line).to.include({ msg: 'DescribeThings succeeded', action: 'DescribeThings', httpStatus: 200 });
    volc.close();
  });

  it('goes to a file, a line of JSON each, which is whole once the session is closed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'));
    const file = join(folder, 'calls.log');
    const volc = session({ logger: { file }, logLevel: 'info' });
    await volc.send(readTarget, {});
    await volc.send(readTarget, {});
    volc.close();
    const linesOf = () => readFileSync(file, 'utf8').split('\n').filter(Boolean);
    // The file is made when the first line is written, which is after the call.
    await until(() => existsSync(file) && linesOf().length === 2);
    expect(JSON.parse(linesOf()[0] ?? '')).to.include({ level: 'info', message: 'DescribeThings succeeded' });
    rmSync(folder, { recursive: true });
  });

  it('refuses levels and parts that there are not', () => {
    const { logger } = recording();
    expect(() => session({ logger, logLevel: 'verbose' as 'info' })).to.throw(ConfigError, 'logLevel');
    expect(() => session({ logger, logParts: ['headers' as 'request'] })).to.throw(ConfigError, 'logParts');
  });

  it('shows no secret in any line at the highest level, whatever happens to the call', async () => {
    const planted = ['pl4nted-password', 'pl4nted-user-data', 'pl4nted-key', 'pl4nted-token', 'pl4nted-env'];
    const [password, userData, key, token, env] = planted;
    const request = {
      Name: 'web',
      Password: password,
      UserData: userData,
      Nested: { List: [{ AccessKeySecret: key, ApiKey: key }], private_key: key },
      Envs: [
        { Key: 'DB_PASSWORD', Value: env },
        { Name: 'API_TOKEN', Value: env },
      ],
    };
    const sts = {
      Credentials: { AccessKeyId: 'AKID', SecretAccessKey: key, SessionToken: token, ExpiredTime: 'x' },
    };
    const echo: Reply = (response, received, before) =>
      refusal(
        400,
        'Odd',
        { 'x-auth-token': token ?? '', 'set-cookie': `a=${token}` },
        `You sent ${received.body}`,
      )(response, received, before);
    const credentials = { ...keys, sessionToken: token };
    const { lines, logger } = recording();
    for (const [, http] of handlerKinds)
      for (const reply of [ok(sts), echo, half, reset, html(500), json(200, `{"Secret":"${key}`)]) {
        server.reply(reply);
        const volc = session({ logger, logLevel: 'debug', http, credentials });
        await volc.send(tokenTarget, request).catch(() => undefined);
        await volc.send({ ...readTarget, method: 'GET', protocol: 'query' }, request).catch(() => undefined);
        volc.close();
      }
    const shown = lines.map((line) => JSON.stringify(line)).join('\n');
    expect(lines.length).to.be.greaterThan(200);
    for (const secret of [...planted, keys.secretAccessKey]) expect(shown).to.not.contain(secret);
    expect(shown).to.not.match(/Signature=/);
    expect(shown).to.contain('"Name":"web"').and.contain('[redacted]').and.contain('DB_PASSWORD');
  });
});

describe('a logger that throws', () => {
  it('fails no call and no session', async () => {
    const server = await new FaultServer(ok()).start();
    const full = (): never => {
      throw new Error('disk full');
    };
    const logger = { error: full, warn: full, info: full, debug: full };
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => void warnings.push(warning);
    process.on('warning', onWarning);
    const volc = sessionTo(server, { logger, logLevel: 'debug' });
    expect(await volc.send(tokenTarget, {})).to.deep.equal({ Ok: true });
    server.reply(refusal(400, 'Odd'));
    expect(await errorOf(volc.send(tokenTarget, {}))).to.have.property('code', 'Odd');
    volc.close();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', onWarning);
    await server.stop();
    const [first, ...others] = warnings.map(({ message }) => message);
    expect(first).to.equal('The logger failed, and lines are lost: disk full');
    expect(others).to.deep.equal([]);
  });
});
