import { expect } from 'chai';
import { AbortedError, ConfigError, CredentialsError, TimeoutError } from '../../src/errors/index.js';
import type { Attempt, Call } from '../../src/transport/call.js';
import { rateLimitKey, sendAttempt } from '../../src/transport/send-attempt.js';
import type { TransportContext } from '../../src/transport/transport-context.js';
import type { StreamedBody } from '../../src/types/http.js';
import { errorOf } from '../support/error-of.js';
import { keys, readTarget } from './session.js';

type Sent = Record<string, unknown> & { readonly headers: Readonly<Record<string, string>> };

/** Sends one attempt at the time 1,000; `over` and `around` say what is different about the call and its session. */
async function send(over: object = {}, around: object = {}, attempt: Partial<Attempt> = {}) {
  const sent: Sent[] = [];
  const steps: string[] = [];
  const warned: string[] = [];
  // Nobody waits for a limit here: the pause until it never ends.
  const clock = { now: () => 1_000, sleep: () => new Promise(() => undefined) };
  const context = {
    clock,
    http: {
      send: (request: Sent) => {
        sent.push(request);
        return Promise.resolve({ status: 200, headers: {}, body: 'whole' });
      },
      open: (request: Sent) => {
        sent.push(request);
        const body = (async function* () {
          yield Buffer.from('par');
          yield Buffer.from('ts');
        })();
        return Promise.resolve({ status: 200, headers: { a: 'b' }, body });
      },
    },
    endpointOf: (service: string, region: string, own: unknown) => {
      steps.push(`endpoint ${service} ${region} ${String(own)}`);
      return { origin: 'https://ecs.example', host: 'ecs.example' };
    },
    serviceClock: { signingDate: () => '20260102T030405Z' },
    credentialContext: { clock },
    warn: (message: string) => warned.push(message),
    ...around,
  } as unknown as TransportContext;
  const call = {
    target: readTarget,
    region: 'cn-beijing',
    wire: {
      method: 'POST',
      path: '/',
      query: 'Action=DescribeThings',
      body: '{}',
      contentType: 'application/json',
    },
    timeouts: { connectMs: 1, responseMs: 2, totalMs: 3 },
    deadlineMs: Infinity,
    provider: { name: 'keys', resolve: () => Promise.resolve(keys) },
    headers: { 'x-extra': 'yes' },
    maxResponseBytes: 500,
    isRepeatable: true,
    isStream: false,
    ...over,
  } as unknown as Call;
  const result = await sendAttempt(context, call, { number: 1, headers: call.headers, ...attempt });
  return { result, sent, last: sent.at(-1)!, steps, warned };
}

const upload = (isRepeatable = true, length?: number): StreamedBody =>
  ({
    isRepeatable,
    ...(length !== undefined && { length }),
    async *open() {
      yield Buffer.from('a');
      yield Buffer.from('bc');
    },
  }) as never;
const apiKey = { resolve: () => Promise.resolve('sk-1234567890') };
const wire = { method: 'POST', path: '/', query: 'A=1', body: '{}', contentType: 'application/json' };

describe('one attempt of a call', () => {
  it('is sent to the endpoint, signed, with the limits of the call', async () => {
    const { result, last, steps } = await send({ endpoint: 'own' });
    expect(steps).to.deep.equal(['endpoint ecs cn-beijing own']);
    expect(last).to.include({
      method: 'POST',
      url: 'https://ecs.example/?Action=DescribeThings',
      body: '{}',
      ...{ connectTimeoutMs: 1, responseTimeoutMs: 2, totalTimeoutMs: 0, maxResponseBytes: 500 },
      freshConnection: false,
    });
    expect(last.headers).to.include({
      'x-extra': 'yes',
      'content-type': 'application/json',
      'x-date': '20260102T030405Z',
    });
    expect(last.headers['authorization']).to.match(
      /^HMAC-SHA256 Credential=AKLTtest\/20260102\/cn-beijing\/ecs\//,
    );
    expect(result).to.deep.equal({
      response: { status: 200, headers: {}, body: 'whole' },
      ...{ credentials: keys, apiKey: undefined, signedDate: '20260102T030405Z', startedAtMs: 1_000 },
    });
  });

  it('opens a connection of its own where it must not be repeated', async () => {
    expect((await send({ isRepeatable: false })).last).to.include({ freshConnection: true });
  });

  it('has what is left of the time of its call, and is not sent when nothing is', async () => {
    expect((await send({ deadlineMs: 1_500 })).last).to.include({ totalTimeoutMs: 500 });
    for (const deadlineMs of [1_000, 999]) {
      const error = await errorOf(send({ deadlineMs }));
      expect(error).to.be.instanceOf(TimeoutError).and.include({ phase: 'total', timeoutMs: 3 });
    }
  });

  it('is not begun when its signal is aborted, and passes the signal on', async () => {
    const reason = new Error('enough');
    const acquire = () => Promise.reject(new Error('asked'));
    const error = await errorOf(send({ signal: AbortSignal.abort(reason) }, { rateLimiter: { acquire } }));
    expect(error).to.be.instanceOf(AbortedError).and.include({ cause: reason });
    const { signal } = new AbortController();
    expect((await send({ signal })).last).to.include({ signal });
  });

  it('waits for the rate limit of its action, within the limits of the call', async () => {
    const asked: unknown[] = [];
    let now = 1_000;
    const acquire = (...args: unknown[]) => {
      asked.push(args);
      now = 4_000;
      return Promise.resolve();
    };
    const { result } = await send(
      { deadlineMs: 9_000 },
      { rateLimiter: { acquire }, clock: { now: () => now } },
    );
    expect(asked).to.deep.equal([
      ['ecs:DescribeThings', { deadlineMs: 9_000, totalMs: 3, signal: undefined }],
    ]);
    expect(result.startedAtMs).to.equal(4_000);
    expect(rateLimitKey({ target: readTarget } as Call)).to.equal('ecs:DescribeThings');
  });

  it('is sent without a signature where there are no credentials', async () => {
    const told: unknown[] = [];
    const { result, last } = await send(
      { provider: undefined },
      {},
      { onSigned: (...args) => told.push(args) },
    );
    expect(last.headers).to.deep.equal({ 'x-extra': 'yes', 'content-type': 'application/json' });
    expect(result).to.include({ credentials: undefined, signedDate: '' });
    expect(told).to.deep.equal([]);
  });

  it('is sent with an API key in the place of a signature', async () => {
    const told: unknown[] = [];
    const { result, last } = await send({ apiKey }, {}, { onSigned: (...args) => told.push(args) });
    const headers = {
      'x-extra': 'yes',
      'content-type': 'application/json',
      authorization: 'Bearer sk-1234567890',
    };
    expect(last.headers).to.deep.equal(headers);
    expect(result).to.include({ credentials: undefined, apiKey: 'sk-1234567890', signedDate: '' });
    expect(told).to.deep.equal([['https://ecs.example', { headers }]]);
    const empty = await send({ apiKey, wire: { ...wire, body: '' } });
    expect(empty.last.headers).to.not.have.property('content-type');
    const unkeyed = await send({ provider: undefined, wire: { ...wire, body: '' } });
    expect(unkeyed.last.headers).to.have.property('content-type');
  });

  it('is refused with a key that is none', async () => {
    for (const key of ['', undefined, 5, 'a\nb']) {
      const error = await errorOf(send({ apiKey: { resolve: () => Promise.resolve(key) } }));
      expect(error, String(key)).to.be.instanceOf(CredentialsError);
      expect(error.message).to.contain('The call has no API key: what it returned is not the text of a key');
    }
  });

  it('waits for its key no longer than the call may take', async () => {
    const given: unknown[] = [];
    const { signal } = new AbortController();
    const source = { resolve: (options: unknown) => (given.push(options), Promise.resolve('sk-1234567890')) };
    await send({ apiKey: source, signal });
    expect(given).to.deep.equal([{ signal }]);
    expect(await errorOf(send({ apiKey: source, deadlineMs: 500 }))).to.be.instanceOf(TimeoutError);
  });

  it('tells what was signed', async () => {
    const told: [string, { headers: object; stringToSign?: string }][] = [];
    const { last } = await send({}, {}, { onSigned: (...args) => told.push(args) });
    expect(told[0]?.[0]).to.equal('https://ecs.example');
    expect(told[0]?.[1].headers).to.equal(last.headers);
    expect(told[0]?.[1].stringToSign).to.match(/^HMAC-SHA256\n20260102T030405Z\n/);
  });

  it('checks headers that a hook added', async () => {
    const error = await errorOf(send({}, {}, { headers: { 'x-bad': 'a\nb' } }));
    expect(error).to.be.instanceOf(ConfigError);
    expect((await send({}, {}, { headers: { 'x-good': 'a' } })).last.headers).to.include({ 'x-good': 'a' });
  });

  it('warns of an endpoint without TLS', async () => {
    const endpointOf = () => ({ origin: 'http://ecs.example', host: 'ecs.example' });
    expect((await send({}, { endpointOf })).warned).to.have.length(1);
    expect((await send()).warned).to.have.length(0);
  });

  it('has the path of its target, and a query where there is one', async () => {
    const target = { ...readTarget, path: '/v1/things' };
    const url = async (query: string, over = {}) =>
      (await send({ wire: { ...wire, path: '/v1/things', query }, ...over })).last['url'];
    expect(await url('', { target })).to.equal('https://ecs.example/v1/things');
    expect(await url('a=1', { target })).to.equal('https://ecs.example/v1/things?a=1');
    expect(await url('')).to.equal('https://ecs.example/v1/things?');
  });
});

describe('one attempt of a call that streams', () => {
  it('gives the body of a success as it comes, and reads that of a failure', async () => {
    const { result } = await send({ isStream: true });
    expect(result.response).to.deep.equal({ status: 200, headers: { a: 'b' }, body: '' });
    const parts: string[] = [];
    for await (const part of result.stream ?? []) parts.push(Buffer.from(part as Uint8Array).toString());
    expect(parts).to.deep.equal(['par', 'ts']);
    for (const status of [199, 300, 500]) {
      const open = () =>
        Promise.resolve({
          status,
          headers: {},
          body: (async function* () {
            yield Buffer.from('no');
          })(),
        });
      const failed = (await send({ isStream: true }, { http: { open } })).result;
      expect(failed.response).to.deep.equal({ status, headers: {}, body: 'no' });
      expect(failed).to.not.have.property('stream');
    }
  });

  it('sends a body part by part, with its length and the hash of all of it', async () => {
    const { result, last } = await send({ wire: { ...wire, body: '', upload: upload(true, 3) } });
    expect(last['body']).to.have.property('open');
    expect(last.headers).to.include({
      'content-length': '3',
      'x-content-sha256': 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
    expect(result.response).to.deep.equal({ status: 200, headers: { a: 'b' }, body: 'parts' });
    const unknown = await send({ wire: { ...wire, body: '', upload: upload() } });
    expect(unknown.last.headers).to.not.have.property('content-length');
  });

  it('sends a body that is read only once with an API key, and never signed', async () => {
    const once = { wire: { ...wire, body: '', upload: upload(false, 3) } };
    const error = await errorOf(send(once));
    expect(error).to.be.instanceOf(ConfigError);
    expect(error.message).to.contain('cannot send a stream').and.contain('apiKey');
    const { last } = await send({ ...once, apiKey });
    expect(last.headers).to.include({ 'content-length': '3', 'content-type': 'application/json' });
  });

  it('needs a handler that can, and names the action', async () => {
    const http = { send: () => Promise.reject(new Error('sent')) };
    for (const over of [{ isStream: true }, { wire: { ...wire, body: '', upload: upload() } }]) {
      const error = await errorOf(send(over, { http }));
      expect(error).to.be.instanceOf(ConfigError);
      expect(error.message).to.contain('DescribeThings streams').and.contain('open');
    }
    const { last } = await send({ isStream: true });
    expect(last['body']).to.equal('{}');
  });
});
