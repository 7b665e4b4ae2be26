import { expect } from 'chai';
import { ArkRuntimeClient } from 'volcengine-fluent/ark-runtime';
import { Breaker } from '../../src/ark-runtime/breaker.js';
import { resourceTypeOf } from '../../src/ark-runtime/api-keys.js';
import { ServiceError, TimeoutError } from '../../src/errors/index.js';
import { SampleServer, samples, type Sample } from './sample-server.js';

describe('the pacing of batches', () => {
  it('lets as many callers pass as the official client, at each time', () => {
    const sample = samples.find(({ name }) => name === 'breaker-table') as Sample;
    const { waiters, resetAt, resetSeconds } = sample.input as Record<string, number>;
    const breaker = new Breaker(0);
    const callers = Array.from({ length: waiters as number }, (_, index) => ({ index }));
    for (const caller of callers) breaker.join(caller);
    breaker.pause((resetAt as number) * 1000, (resetSeconds as number) * 1000);
    const allowedAt = (t: number): number[] =>
      callers
        .filter((caller) => breaker.waiting.includes(caller) && breaker.mayPass(caller, t * 1000))
        .map(({ index }) => index);
    for (const { t, allowed, sleep } of sample.result as { t: number; allowed: number[]; sleep: number }[]) {
      expect(allowedAt(t), `at ${t}`).to.deep.equal(allowed);
      expect(breaker.sleepMs(t * 1000) / 1000, `at ${t}`).to.equal(sleep);
    }
    const after = sample['afterRelease'] as {
      t: number;
      afterReleaseOf: number;
      allowed: number[];
      order: number[];
    };
    breaker.leave(callers[after.afterReleaseOf] as object);
    expect(breaker.waiting.map((caller) => (caller as { index: number }).index)).to.deep.equal(after.order);
    expect(allowedAt(after.t)).to.have.members(after.allowed);
  });

  describe('repeats as the official client', () => {
    let server: SampleServer;
    before(async () => {
      server = await new SampleServer().start();
    });
    after(() => server.stop());

    const batches = samples.filter(
      ({ kind, name, answers }) =>
        kind === 'batch' && answers !== undefined && !/timeout-none|async-no-retry/.test(name),
    );
    for (const sample of batches)
      it(sample.name, async () => {
        server.answers(sample.answers ?? []);
        let nowMs = 1_000_000;
        const pauses: number[] = [];
        const clock = {
          now: () => nowMs,
          sleep(ms: number) {
            pauses.push(ms / 1000);
            nowMs += ms + 1;
            return Promise.resolve();
          },
        };
        const ark = new ArkRuntimeClient({
          baseUrl: `${server.origin}/api/v3`,
          apiKey: 'k',
          proxy: false,
          env: {},
          clock,
          http: 'node:http',
        });
        const timeoutMs = ((sample.input?.['timeoutSeconds'] as number | undefined) ?? 30) * 1000;
        const asked = ark.batch.chat.completions.create({ model: 'ep-1', messages: [] }, { timeoutMs });
        const error: unknown = await asked.then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        expect(error !== undefined, String(error)).to.equal(sample.error !== undefined);
        expect(server.came).to.have.length(sample['attempts'] as number);
        if (sample.error?.status_code !== undefined) expect(error).to.be.instanceOf(ServiceError);
        else if (sample.error !== undefined) expect(error).to.be.instanceOf(TimeoutError);
        ark.close();
      });
  });
});

describe('the keys of models', () => {
  it('are keys of what the id says', () => {
    for (const [id, type] of Object.entries({
      'ep-m-2026': 'presetendpoint',
      'ep-2026': 'endpoint',
      'bot-1': 'bot',
      'doubao-seed-1-6': 'presetendpoint',
    }))
      expect(resourceTypeOf(id), id).to.equal(type);
  });

  for (const sample of samples.filter(
    ({ kind, client, name }) => kind === 'auth' && client === 'sync' && name !== 'auth-own-header-wins',
  ))
    it(`${sample.name}: are asked for as the official client asks`, async () => {
      const server = await new SampleServer().start();
      const life = sample.input?.['tokenLifeSeconds'] as number;
      const result = { ApiKey: 'token-1', ExpiredTime: Math.floor(Date.now() / 1000) + life };
      server.answers([{ json: { ResponseMetadata: { RequestId: '1' }, Result: result } }]);
      const runtime = await new SampleServer().start();
      const ark = new ArkRuntimeClient({
        endpoint: server.origin,
        baseUrl: `${runtime.origin}/api/v3`,
        credentials: { accessKeyId: 'AKLTx', secretAccessKey: 's' },
        proxy: false,
        env: {},
        http: 'node:http',
      });
      let error: unknown;
      for (const call of sample.input?.['calls'] as Record<string, unknown>[]) {
        const { model = 'ep-1', extra_headers: headers } = call as {
          model?: string;
          extra_headers?: Record<string, string>;
        };
        const project = headers?.['X-Project-Name'];
        const options = project === undefined ? {} : { project };
        const messages = [{ role: 'user', content: 'x' }] as const;
        const ask = (): Promise<unknown> => {
          if (sample.op === 'bot_chat.completions.create')
            return ark.bots.chat.completions.create({ model, messages }, options);
          if (sample.op.startsWith('content_generation'))
            return ark.videoTasks().create({ model, content: [] }, options);
          if (sample.op === 'images.generate') return ark.images.generate({ model, prompt: 'p' }, options);
          if (sample.op.startsWith('files')) return ark.files.retrieve('f', options);
          if (sample.op === 'responses.retrieve') return ark.responses.retrieve('r', options);
          if (sample.op === 'embeddings.create') return ark.embeddings.create({ model, input: 'x' }, options);
          return ark.chat.completions.create({ model, messages }, options);
        };
        await ask().catch((thrown: unknown) => (error = thrown));
      }
      const unsupported = /unsupported|refused|no-project/.test(sample.name);
      expect(error !== undefined, String(error)).to.equal(unsupported);
      const asked = server.came.map(({ body }) => JSON.parse(body) as unknown);
      // A second one may be on its way while the first is still used.
      const expected = sample['getApiKey'] as unknown[];
      expect(asked.slice(0, 1)).to.deep.equal(unsupported ? [] : expected.slice(0, 1));
      for (const one of asked) expect(expected).to.deep.include(one);
      ark.close();
      await server.stop();
      await runtime.stop();
    });
});

describe('a chat that is put together of its chunks', () => {
  for (const sample of samples.filter(({ kind, final }) => kind === 'helper' && final !== undefined))
    it(`${sample.name}: is the official helper's`, async () => {
      const server = await new SampleServer().start();
      server.answers(sample.answers ?? []);
      const ark = new ArkRuntimeClient({
        baseUrl: `${server.origin}/api/v3`,
        apiKey: 'k',
        proxy: false,
        env: {},
        http: 'node:http',
      });
      const found = await ark.chat.completions.stream({ model: 'ep-1', messages: [] }).finalCompletion();
      expect(plain(found)).to.deep.equal(plain(sample['final']));
      ark.close();
      await server.stop();
    });
});

/** Without nulls, and without what only parsing adds. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([name, inner]) =>
          inner !== null &&
          name !== 'parsed' &&
          name !== 'parsed_arguments' &&
          !(name === 'index' && 'function' in value),
      )
      .map(([name, inner]) => [name, plain(inner)]),
  );
}
