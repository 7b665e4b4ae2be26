import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { ArkRuntimeClient, type ArkCallOptions, type ArkRuntimeOptions } from 'volcengine-fluent/ark-runtime';
import { ServiceError, VolcengineError } from '../../src/errors/index.js';
import { strictSchema } from '../../src/ark-runtime/structured/strict-schema.js';
import { errorOf } from '../support/error-of.js';
import { SampleServer, samples, type Came, type Expected, type Sample } from './sample-server.js';

type Input = Record<string, unknown>;
type Call = (
  ark: ArkRuntimeClient,
  request: never,
  options: ArkCallOptions,
  args: readonly string[],
) => unknown;

/** The official client's method in ours. */
const calls: Readonly<Record<string, Call>> = {
  'chat.completions.create': (ark, request, options) => ark.chat.completions.create(request, options),
  'bot_chat.completions.create': (ark, request, options) =>
    ark.bots.chat.completions.create(request, options),
  'context.create': (ark, request, options) => ark.context.create(request, options),
  'context.completions.create': (ark, request, options) => ark.context.completions.create(request, options),
  'embeddings.create': (ark, request, options) => ark.embeddings.create(request, options),
  'multimodal_embeddings.create': (ark, request, options) => ark.embeddings.multimodal(request, options),
  'tokenization.create': (ark, request, options) => ark.tokenization.create(request, options),
  'images.generate': (ark, request, options) => ark.images.generate(request, options),
  'content_generation.tasks.create': async (ark, request, options) => {
    const { id } = await ark.videoTasks().create(request, options);
    return { id };
  },
  'content_generation.tasks.get': async (ark, { task_id: id }: { task_id: string }, options) =>
    (await ark.videoTasks().get(id, options)).data,
  'content_generation.tasks.list': (ark, { page_num, page_size, task_ids, ...filters }: Input, options) =>
    ark.videoTasks().page(
      {
        page_num,
        page_size,
        'filter.status': filters['status'],
        'filter.model': filters['model'],
        'filter.service_tier': filters['service_tier'],
        'filter.task_ids': task_ids,
      },
      options,
    ),
  'content_generation.tasks.delete': (ark, { task_id: id }: { task_id: string }, options) =>
    ark.videoTask(id).delete(options),
  'files.create': (ark, request, options) => ark.files.create(request, options),
  'files.retrieve': (ark, _, options, [id = '']) => ark.files.retrieve(id, options),
  'files.list': async (ark, request, options) => {
    for await (const items of ark.files.list(request, options).pages()) return { data: items };
    return { data: [] };
  },
  'files.delete': (ark, _, options, [id = '']) => ark.files.delete(id, options),
  'responses.create': (ark, request, options) => ark.responses.create(request, options),
  'responses.retrieve': (ark, _, options, [id = '']) => ark.responses.retrieve(id, options),
  'responses.delete': (ark, _, options, [id = '']) => ark.responses.delete(id, options),
  'input_items.list': async (ark, request, options, [id = '']) => {
    for await (const items of ark.responses.inputItems(id, request, options).pages()) return { data: items };
    return { data: [] };
  },
  'batch.chat.completions.create': (ark, request, options) =>
    ark.batch.chat.completions.create(request, options),
  'batch_chat.completions.create': (ark, request, options) =>
    ark.batch.chat.completions.create(request, options),
  'batch.embeddings.create': (ark, request, options) => ark.batch.embeddings.create(request, options),
  'batch.multimodal_embeddings.create': (ark, request, options) =>
    ark.batch.multimodalEmbeddings.create(request, options),
};

/** Samples of which we do something else on purpose, with the reason. */
const different: Readonly<Record<string, string>> = {
  'files-create-expire-datetime': 'we take seconds only: the text form of a date is likely refused',
  'files-retrieve-empty-id': 'an empty id is refused by both, without a request',
  'responses-file-scheme-sync': 'we upload such files, as the asynchronous client does',
  'chat-raw-response': 'raw answers are not marked by a header',
  'files-pages-no-has-more': 'it goes on until an empty page in both; tested below',
};

describe('the samples of the official client', () => {
  let server: SampleServer;
  const folder = mkdtempSync(join(tmpdir(), 'ark-'));

  before(async () => {
    server = await new SampleServer().start();
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const client = (options: ArkRuntimeOptions = {}): ArkRuntimeClient =>
    new ArkRuntimeClient({
      baseUrl: `${server.origin}/api/v3`,
      apiKey: 'test-key',
      http: 'node:http',
      proxy: false,
      env: {},
      ...options,
    });

  const requests = samples.filter(
    ({ kind, op, name, expect: expected }) =>
      kind === 'request' && op in calls && !(name in different) && expected !== undefined,
  );

  it('are all looked at', () => {
    expect(requests.length).to.be.greaterThan(70);
    const left = samples
      .filter(({ kind, op }) => kind === 'request' && !(op in calls))
      .map(({ name }) => name);
    // Parsing has its own tests, and the classification is not part of the client.
    expect(left.filter((name) => !/^beta-|classification/.test(name))).to.deep.equal([]);
  });

  for (const sample of requests)
    it(`${sample.name}: sends the same request, and returns the answer`, async () => {
      server.answers(sample.answers ?? []);
      const ark = client();
      const { request, options, args } = inputOf(sample, folder);
      const called = (async () => (calls[sample.op] as Call)(ark, request as never, options, args))();
      const result = await (sample.error === undefined ? called : errorOf(called));
      const events = isIterable(result) ? await readAll(result) : undefined;
      const expected = ([] as Expected[]).concat((sample.expect as Expected) ?? []);
      expect(server.came).to.have.length(expected.length);
      expected.forEach((one, at) => compare(server.came[at] as Came, one));
      if (sample.result === '=answer' && !/tasks.create|list$/.test(sample.op))
        expect(result).to.deep.include(sample.answers?.at(-1)?.json as object);
      if (events !== undefined && Array.isArray(sample.result))
        expect(events.map(withoutNulls)).to.deep.equal(sample.result.map(withoutNulls));
      ark.close();
    });

  describe('of streams', () => {
    // Faults of the official client that the facts name.
    const mended: Readonly<Record<string, number>> = {
      'images-stream-partial-failed': 3,
      'responses-stream-image-process-error': 1,
      'sse-event-without-data': -1,
      'sse-bom': -1,
    };
    for (const sample of samples.filter(({ kind }) => kind === 'stream'))
      it(`${sample.name}: finds the same events`, async () => {
        server.answers(sample.answers ?? []);
        const ark = client();
        const asked = { model: 'ep-1', messages: [], stream: true };
        const stream = (await (calls[sample.op] as Call)(
          ark,
          asked as never,
          {},
          [],
        )) as AsyncIterable<unknown>;
        const found: unknown[] = [];
        let error: unknown;
        try {
          for await (const event of stream) found.push(event);
        } catch (thrown) {
          error = thrown;
        }
        const expected = sample.result as unknown[];
        const fixed = mended[sample.name];
        if (fixed !== undefined) {
          expect(error).to.equal(undefined);
          expect(found.length).to.be.at.least(fixed < 0 ? expected.length : fixed);
        } else {
          expect(found.map(withoutNulls)).to.deep.equal(expected.map(withoutNulls));
          expect(error !== undefined, String(error)).to.equal(sample.error !== undefined);
          if (sample.error?.code !== undefined)
            expect(error).to.be.instanceOf(ServiceError).with.property('code', sample.error.code);
          if (error !== undefined)
            expect(error)
              .to.have.property('requestId')
              .that.matches(/^\d{14}\w{20}$/);
        }
        ark.close();
      });
  });

  describe('of errors', () => {
    for (const sample of samples.filter(
      ({ kind, error }) => kind === 'error' && error?.status_code !== undefined,
    ))
      it(`${sample.name}: is an error that says so, with the request`, async () => {
        server.answers(sample.answers ?? []);
        const ark = client({ retry: false });
        const error = await errorOf(ark.chat.completions.create({ model: 'ep-1', messages: [] }));
        expect(error).to.be.instanceOf(VolcengineError);
        expect(error).to.have.property('status', sample.error?.status_code);
        expect(error)
          .to.have.property('requestId')
          .that.matches(/^\d{14}\w{20}$/);
        if (sample.error?.code !== undefined) expect(error).to.have.property('code', sample.error.code);
        ark.close();
      });

    it('ok-status-with-error-body: is an error, where the official client returns it', async () => {
      const sample = samples.find(({ name }) => name === 'ok-status-with-error-body') as Sample;
      server.answers(sample.answers ?? []);
      const ark = client();
      expect(await errorOf(ark.chat.completions.create({ model: 'm', messages: [] }))).to.be.instanceOf(
        ServiceError,
      );
      ark.close();
    });
  });

  describe('of retries', () => {
    for (const sample of samples.filter(
      ({ kind, name }) => kind === 'retry' && !/timeout|retry-after/.test(name),
    ))
      it(`${sample.name}: makes as many attempts, with as long pauses`, async () => {
        server.answers(sample.answers ?? []);
        const pauses: number[] = [];
        const clock = {
          now: () => Date.now(),
          sleep: (ms: number) => (pauses.push(ms / 1000), Promise.resolve()),
        };
        const most = (sample.input?.['maxRetries'] as number) + 1;
        const ark = client({ clock, retry: { maxAttempts: most } });
        const request = {
          model: 'ep-1',
          messages: [],
          ...(sample.name === 'retry-stream-start' && { stream: true }),
        };
        const done = ark.chat.completions.create(request as never).then(
          () => undefined,
          (error: unknown) => error,
        );
        const error = await done;
        expect(error !== undefined, String(error)).to.equal(sample.error !== undefined);
        expect(server.came).to.have.length(sample['attempts'] as number);
        const ids = new Set(server.came.map(({ headers }) => headers['x-client-request-id']));
        expect(ids.size).to.equal(server.came.length);
        const expected = (sample['sleepsSeconds'] as number[]).map((seconds) => Math.round(seconds));
        expect(pauses).to.have.length(expected.length);
        pauses.forEach((pause, at) => {
          const whole = Math.min(0.5 * 2 ** (at + 1), 8);
          expect(pause).to.be.within(whole * 0.75, whole);
        });
        ark.close();
      });
  });

  describe('of schemas', () => {
    for (const sample of samples.filter(({ kind }) => kind === 'schema'))
      it(`${sample.name}: becomes the same strict schema`, () => {
        expect(strictSchema(sample.input ?? {})).to.deep.equal(sample.result);
      });
  });
});

function inputOf(
  { input = {} }: Sample,
  folder: string,
): { request: Input; options: ArkCallOptions; args: readonly string[] } {
  const { extra_headers: headers, extra_query: query, extra_body: body, args = [], ...request } = input;
  return {
    request: valueOf(request, folder) as Input,
    options: { headers, query, body } as ArkCallOptions,
    args: args as readonly string[],
  };
}

/** Values that are no JSON. */
function valueOf(value: unknown, folder: string): unknown {
  if (typeof value === 'string' && value.startsWith('file:///'))
    return fileOf(new URL(value).pathname, 'PNGDATA', folder, true);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const [name, content, type] = value as unknown[];
    const bytes = (content as { $bytes?: string } | null | undefined)?.$bytes;
    if (bytes !== undefined) return { content: Buffer.from(bytes), name, type };
    return value.map((item) => valueOf(item, folder));
  }
  const marked = value as { $bytes?: string; $path?: string; $file?: string; $seconds?: number };
  if (marked.$bytes !== undefined) return Buffer.from(marked.$bytes);
  if (marked.$seconds !== undefined) return marked.$seconds;
  const path = marked.$path ?? marked.$file;
  if (path !== undefined) return { path: fileOf(path, '\0\0mp4', folder, false) };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, valueOf(inner, folder)]));
}

function fileOf(path: string, content: string, folder: string, asUrl: boolean): string {
  const file = join(folder, decodeURIComponent(path));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, path.endsWith('.mp4') ? '\0\0mp4' : content);
  return asUrl ? pathToFileURL(file).href : file;
}

function compare(came: Came, expected: Expected): void {
  const mark = came.url.indexOf('?');
  const [path, query] = mark < 0 ? [came.url, ''] : [came.url.slice(0, mark), came.url.slice(mark + 1)];
  expect({ method: came.method, path, query }).to.deep.equal({
    method: expected.method,
    path: expected.path,
    query: expected.query ?? '',
  });
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const sent = came.headers[name.toLowerCase()];
    if (/^user-agent$/i.test(name) || /^x-stainless/i.test(name)) continue;
    if (value.includes('<boundary>')) expect(sent).to.match(/^multipart\/form-data; boundary=\S+$/);
    else if (value === '<request-id>') expect(sent).to.match(/^\d{14}\w{20}$/);
    else expect(sent, name).to.equal(value);
  }
  if (expected.multipart !== undefined) {
    const boundary = /boundary=(.*)/.exec(came.headers['content-type'] ?? '')?.[1] as string;
    const parts = came.body.split(`--${boundary}`).slice(1, -1);
    const written = expected.multipart.map(
      ({ headers, value }) => `\r\n${headers.join('\r\n')}\r\n\r\n${value}\r\n`,
    );
    expect(parts).to.deep.equal(written);
  } else if (expected.body === null || expected.body === undefined) {
    if (expected.body === null) expect(came.body).to.equal('');
  } else {
    const sent = JSON.parse(came.body) as Input;
    // The official client sends what was not given as null, which the facts leave out; uploads null their URL there.
    expect(withoutNulls(sent)).to.deep.equal(withoutNulls(expected.body));
  }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => inner !== null && name !== '$shape')
      .map(([name, inner]) => [name, withoutNulls(inner)]),
  );
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function readAll(events: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const event of events) found.push(event);
  return found;
}
