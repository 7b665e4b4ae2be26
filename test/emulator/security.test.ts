import { connect } from 'node:net';
import { expect } from 'chai';
import { Emulator } from '../../src/emulator/index.js';
import { callerOf, targetOf } from '../support/caller.js';
import {
  presignedUrl,
  readAnswer,
  signedCall,
  signedParts,
  signedRequest,
  type Answer,
} from '../support/signed-call.js';

const target = targetOf('ecs', 'DescribeInstances');

describe("the local cloud's gateway", () => {
  let cloud: Emulator;

  before(async () => {
    cloud = await new Emulator({ maxBodyBytes: 2000, requestTimeoutMs: 400 }).start();
  });
  after(() => cloud.stop());

  /** A signed request that is changed before it is sent. */
  const changed = async (
    change: (parts: ReturnType<typeof signedParts>) => void,
    about = target,
    input: Record<string, unknown> = {},
  ): Promise<Answer> => {
    const parts = signedParts(cloud.config(), about, input);
    change(parts);
    const { url, method, headers, body } = parts;
    return readAnswer(await fetch(url, { method, headers, ...(method === 'POST' && { body }) }));
  };
  const refused = ({ status, metadata }: Answer): unknown[] => [
    status,
    metadata.Error?.Code,
    metadata.Error?.CodeN,
  ];

  it('accepts what is signed rightly', async () => {
    expect((await signedCall(cloud.config(), target)).status).to.equal(200);
  });

  it('refuses what is not signed, or by a key that it does not know', async () => {
    expect(refused(await changed(({ headers }) => delete headers['authorization']))).to.deep.equal([
      401,
      'MissingAuthenticationToken',
      100003,
    ]);
    const unknown = { ...cloud.config(), credentials: { accessKeyId: 'AKLTx', secretAccessKey: 'y' } };
    expect(refused(await signedCall(unknown, target))).to.deep.equal([401, 'InvalidAccessKey', 100009]);
    const wrong = { ...cloud.config(), credentials: { ...cloud.credentials, secretAccessKey: 'y' } };
    expect(refused(await signedCall(wrong, target))).to.deep.equal([401, 'SignatureDoesNotMatch', 100010]);
  });

  it('refuses a request that was changed on the way', async () => {
    const mismatch = [401, 'SignatureDoesNotMatch', 100010];
    expect(refused(await changed((parts) => (parts.url += '&MaxResults=5')))).to.deep.equal(mismatch);
    expect(refused(await changed(({ headers }) => (headers['content-type'] = 'text/html')))).to.deep.equal(
      mismatch,
    );
    const post = targetOf('vke', 'ListClusters');
    expect(refused(await changed((parts) => (parts.body = '{"PageSize":1}'), post))).to.deep.equal(mismatch);
  });

  it('refuses a signature without the headers that it needs, or in another form', async () => {
    const without = await changed(({ headers }) => delete headers['x-date']);
    expect(refused(without)).to.deep.equal([400, 'MissingRequestInfo', 100004]);
    const unsigned = await changed(({ headers }) => {
      headers['authorization'] = (headers['authorization'] ?? '').replace(';x-date', '');
    });
    expect(refused(unsigned)).to.deep.equal([400, 'MissingRequestInfo', 100004]);
    const other = await changed(({ headers }) => (headers['authorization'] = 'Bearer x'));
    expect(refused(other)).to.deep.equal([401, 'MissingSignature', 100005]);
  });

  it('refuses a stale date and one from the future', async () => {
    for (const minutes of [-16, 16]) {
      const date = new Date(Date.now() + minutes * 60_000);
      const answer = await signedCall({ ...cloud.config(), date }, target);
      expect(refused(answer), String(minutes)).to.deep.equal([403, 'InvalidTimestamp', 100006]);
    }
  });

  it('refuses a token with keys that have none', async () => {
    const credentials = { ...cloud.credentials, sessionToken: 'STSx' };
    const answer = await signedCall({ ...cloud.config(), credentials }, target);
    expect(refused(answer)).to.deep.equal([401, 'InvalidClientTokenId', undefined]);
  });

  it('tells an unknown service, version and action, and a wrong method', async () => {
    const codes: unknown[] = [];
    for (const change of [
      { service: 'exs' },
      { version: '2020-01-01' },
      { action: 'DescribeInstance' },
      { method: 'PUT' as 'POST' },
    ]) {
      codes.push(refused(await signedCall(cloud.config(), { ...target, ...change })).slice(0, 2));
    }
    expect(codes).to.deep.equal([
      [404, 'ServiceNotFound'],
      [404, 'InvalidActionOrVersion'],
      [404, 'InvalidActionOrVersion'],
      [405, 'MethodNotAllowed'],
    ]);
  });

  it('takes the actions of forms by GET too', async () => {
    const about = {
      ...targetOf('sts', 'GetCallerIdentity'),
      method: 'GET' as const,
      protocol: 'query' as const,
    };
    expect((await signedCall(cloud.config(), about)).result['AccountId']).to.equal(2_100_000_001);
  });

  it('refuses a body that is no JSON, no object, or too long, and goes on', async () => {
    const post = targetOf('vke', 'ListClusters');
    const send = async (body: string): Promise<unknown> => {
      // The body is signed as it is: the signature must not be what is wrong with it.
      const parts = signedParts(cloud.config(), post, {}, body);
      const response = await fetch(parts.url, { method: 'POST', headers: parts.headers, body });
      return refused(await readAnswer(response)).slice(0, 2);
    };
    expect(await send('{"PageSize":')).to.deep.equal([400, 'InvalidParameter']);
    expect(await send('[1]')).to.deep.equal([400, 'InvalidParameter']);
    expect(await send(`{"x":"${'y'.repeat(3000)}"}`)).to.deep.equal([413, 'InvalidParameter']);
    expect((await signedCall(cloud.config(), post)).status).to.equal(200);
  });

  it('refuses a broken query, and a path that is none of its own', async () => {
    const broken = await readAnswer(await fetch(`${cloud.url}/?Action=%E0%A4%A&Version=1`));
    expect(refused(broken).slice(0, 2)).to.deep.equal([400, 'InvalidParameter']);
    const elsewhere = await readAnswer(await fetch(`${cloud.url}/somewhere?Action=A&Version=1`));
    expect(elsewhere.status).to.equal(404);
  });

  const raw = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(cloud.url).port), '127.0.0.1', () => socket.write(text));
      let received = '';
      socket.on('data', (part) => (received += part.toString()));
      socket.on('error', () => resolve(received));
      socket.on('close', () => resolve(received));
    });

  it('answers what is no HTTP, and a client that is too slow, and goes on', async () => {
    const garbage = await raw('this is no http\r\n\r\n');
    expect(garbage)
      .to.match(/^HTTP\/1.1 400 /)
      .and.to.include('MissingRequestInfo');
    const slow = await raw(
      'POST /?Action=A&Version=1 HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf',
    );
    expect(slow)
      .to.match(/^HTTP\/1.1 408 /)
      .and.to.include('MissingRequestInfo');
    expect((await signedCall(cloud.config(), target)).status).to.equal(200);
  });

  it('keeps a log of what came in, without secrets', async () => {
    const caller = callerOf(cloud.config());
    await caller.answer('rdsmysqlv2', 'CreateDBAccount', {
      InstanceId: 'x',
      AccountName: 'app',
      AccountPassword: 'top-secret',
      AccountType: 'Normal',
    });
    const last = cloud.requests.at(-1);
    expect(last).to.include({
      service: 'rds_mysql',
      action: 'CreateDBAccount',
      method: 'POST',
      status: 404,
      account: cloud.account,
    });
    expect(last?.signature).to.deep.include({ state: 'valid', isPresigned: false });
    expect(last?.input).to.include({ AccountName: 'app', AccountPassword: '[redacted]' });
    const log = JSON.stringify(cloud.requests);
    expect(log).not.to.include('top-secret');
    expect(log).not.to.include(cloud.credentials.secretAccessKey);
  });

  it('takes a presigned request', async () => {
    const url = presignedUrl(cloud.config(), target, { MaxResults: 5 });
    expect((await fetch(url)).status).to.equal(200);
    expect((await fetch(url.replace('MaxResults=5', 'MaxResults=6'))).status).to.equal(401);
    expect(cloud.requests.at(-2)?.signature.isPresigned).to.equal(true);
  });

  it('lets the same signature be sent twice, as the gateway does', async () => {
    const request = signedRequest(cloud.config(), target);
    expect((await fetch(request.clone())).status).to.equal(200);
    expect((await fetch(request)).status).to.equal(200);
  });
});
