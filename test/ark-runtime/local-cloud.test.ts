import 'reflect-metadata';
import { expect } from 'chai';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  ValidateNested,
} from 'class-validator';
import OpenAI from 'openai';
import {
  AnswerFormatError,
  AnswerLengthError,
  ArkRuntimeClient,
  ContentFilterError,
  outputText,
  schemaOfClass,
  StreamIncompleteError,
  type ArkRuntimeOptions,
} from 'volcengine-fluent/ark-runtime';
import { ArkClient } from 'volcengine-fluent/ark';
import { Emulator, type EmulatorOptions } from 'volcengine-fluent/emulator';
import {
  AuthenticationError,
  ConfigError,
  ConnectionError,
  NotFoundError,
  ServiceError,
  TimeoutError,
  WaiterFailedError,
} from '../../src/errors/index.js';
import { Volcengine } from '../../src/client/volcengine.js';
import { errorOf } from '../support/error-of.js';

const model = 'ep-20260101000000-abcde';

class Person {
  @IsString()
  name!: string;

  @IsInt()
  @Max(150)
  age!: number;
}

class Meeting {
  @IsString()
  title!: string;

  @IsIn(['low', 'high'])
  priority!: string;

  @IsOptional()
  @IsString()
  room?: string;

  @IsArray()
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => Person)
  people!: Person[];
}

describe('the runtime against the local cloud', () => {
  let cloud: Emulator;
  let ark: ArkRuntimeClient;
  const start = async (options: EmulatorOptions = {}): Promise<void> => {
    cloud = await new Emulator(options).start();
    ark = client();
  };
  const client = (options: ArkRuntimeOptions = {}): ArkRuntimeClient =>
    new ArkRuntimeClient({ ...cloud.config(), env: {}, apiKey: cloud.arkApiKey, ...options });

  beforeEach(() => start({ clock: 'virtual' }));
  afterEach(async () => {
    ark.close();
    await cloud.stop();
  });

  it('echoes, counts, and tells of its usage', async () => {
    expect(await ark.chat().model(model).system('Be brief').user('Hello 世界').text()).to.equal('Hello 世界');
    const reply = await ark.chat().model(model).user('count 5').temperature(0.2).run();
    expect(reply).to.include({ text: '1 2 3 4 5', finishReason: 'stop' });
    expect(reply.usage).to.include({ prompt_tokens: 2, completion_tokens: 5, total_tokens: 7 });
    expect(reply.messages.map(({ role }) => role)).to.deep.equal(['user', 'assistant']);
    expect(reply.$metadata.requestId).to.match(/^\d{14}\w{20}$/);
  });

  it('streams the same, at a pace, with usage at the end', async () => {
    const stream = ark.chat().model(model).user('count 5').stream();
    const texts: string[] = [];
    for await (const text of stream.texts()) texts.push(text);
    expect(texts).to.deep.equal(['1', ' 2', ' 3', ' 4', ' 5']);
    expect((await stream.finalCompletion()).choices[0]).to.deep.include({
      finish_reason: 'stop',
      message: { role: 'assistant', content: '1 2 3 4 5' },
    });
    expect(stream.usage).to.include({ completion_tokens: 5 });
  });

  it('keeps a half-filled chat as a template', async () => {
    const template = ark.chat().model(model).system('s');
    const one = template.user('one');
    expect(await one.text()).to.equal('one');
    expect(await template.user('two').text()).to.equal('two');
    expect(template.toJSON()).to.deep.equal({ messages: [{ role: 'system', content: 's' }], model });
    expect((await errorOf(ark.chat().user('x').run())).message).to.contain('needs a model');
  });

  it('runs the tools that the model asks for, until it answers', async () => {
    const asked: unknown[] = [];
    const chat = ark
      .chat()
      .model(model)
      .tool({
        name: 'weather',
        description: 'The weather of a city',
        parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
        run(args: { city: string }) {
          asked.push(args);
          return { sky: 'clear' };
        },
      });
    const reply = await chat.user('weather {"city":"Beijing"}').run();
    expect(asked).to.deep.equal([{ city: 'Beijing' }]);
    expect(reply.text).to.equal('The tool said: {"sky":"clear"}');
    expect(reply.usage?.total_tokens).to.be.greaterThan(10);
    const error = await errorOf(chat.user('weather {"city":5}').run());
    expect(error).to.be.instanceOf(AnswerFormatError);
    expect((error as AnswerFormatError).issues).to.deep.equal([
      { path: 'weather.arguments.city', message: 'is not of the type string' },
    ]);
  });

  it('stops at tools that it cannot run, and streams their calls', async () => {
    const chat = ark
      .chat()
      .model(model)
      .tool({ name: 'look', parameters: { type: 'object', properties: {} } })
      .user('look {"a":1}');
    const reply = await chat.run();
    expect(reply.finishReason).to.equal('tool_calls');
    expect(reply.message.tool_calls?.[0]?.function).to.deep.equal({ name: 'look', arguments: '{"a":1}' });
    const { choices } = await chat.stream().finalCompletion();
    expect(choices[0]?.message.tool_calls?.[0]).to.deep.include({
      type: 'function',
      function: { name: 'look', arguments: '{"a":1}' },
    });
  });

  it('parses and validates an answer that follows a class', async () => {
    const { parsed } = await ark.chat().model(model).user('Plan it').output<Meeting>(Meeting).run();
    expect(parsed).to.be.instanceOf(Meeting);
    expect(parsed.people[0]).to.be.instanceOf(Person).and.to.include({ age: 150 });
    expect(parsed).to.include({ title: 'Plan it', priority: 'low', room: 'Plan it' });
    expect(await schemaOfClass(Meeting)).to.deep.equal({
      type: 'object',
      title: 'Meeting',
      properties: {
        title: { type: 'string' },
        priority: { enum: ['low', 'high'], type: 'string' },
        room: { anyOf: [{ type: 'string' }, { type: 'null' }] },
        people: {
          type: 'array',
          maxItems: 5,
          items: {
            type: 'object',
            title: 'Person',
            properties: { name: { type: 'string' }, age: { type: 'integer', maximum: 150 } },
            required: ['name', 'age'],
            additionalProperties: false,
          },
        },
      },
      required: ['title', 'priority', 'room', 'people'],
      additionalProperties: false,
    });
  });

  it('parses and validates an answer that follows a schema', async () => {
    const schema = { type: 'object', properties: { n: { type: 'integer', minimum: 3 } }, required: ['n'] };
    const request = { model, messages: [{ role: 'user', content: 'x' }] as const };
    const wanted = { name: 'number', schema };
    const { parsed } = await ark.chat.completions.parse<{ n: number }>({
      ...request,
      response_format: wanted,
    });
    expect(parsed).to.deep.equal({ n: 3 });
    const cut = ark.chat.completions.parse({ ...request, max_tokens: 2, response_format: wanted });
    expect(await errorOf(cut)).to.be.instanceOf(AnswerLengthError);
    // The cloud's model fills a pattern with any text.
    const strict = {
      name: 'p',
      schema: { type: 'object', properties: { p: { type: 'string', pattern: '^\\d$' } } },
    };
    const wrong = await errorOf(ark.chat.completions.parse({ ...request, response_format: strict }));
    expect(wrong).to.be.instanceOf(AnswerFormatError);
    expect(wrong.message).to.match(
      /^The answer does not follow its schema: p does not match its pattern \(request /,
    );
  });

  it('goes on from an earlier response, and keeps responses', async () => {
    const first = await ark.responses.create({ model, input: 'first' });
    expect(outputText(first)).to.equal('first');
    const second = await ark.responses.create({ model, input: 'second', previous_response_id: first.id });
    expect(second.usage?.input_tokens).to.be.greaterThan(first.usage?.input_tokens ?? 0);
    expect((await ark.responses.retrieve(second.id)).id).to.equal(second.id);
    const items = await ark.responses.inputItems(second.id, { order: 'asc' }).toArray();
    expect(items).to.have.length(2);
    await ark.responses.delete(first.id);
    expect(await errorOf(ark.responses.retrieve(first.id))).to.be.instanceOf(NotFoundError);
    const stream = ark.responses.stream({ model, input: 'count 3' });
    const texts: string[] = [];
    for await (const text of stream.texts()) texts.push(text);
    expect(texts.join('')).to.equal('1 2 3');
    expect((await stream.finalResponse()).status).to.equal('completed');
    const tools = [
      { type: 'function', name: 'look', parameters: { type: 'object', properties: {} } },
    ] as const;
    const asked = await ark.responses.create({ model, input: 'look', tools });
    expect(asked.output[0]).to.include({ type: 'function_call', name: 'look', arguments: '{}' });
  });

  it('makes vectors, tokens and pictures', async () => {
    const { data } = await ark.embeddings.create({ model, input: ['a', 'b', 'a'] });
    expect(data[0]?.embedding).to.deep.equal(data[2]?.embedding);
    expect(data[0]?.embedding).to.not.deep.equal(data[1]?.embedding);
    const parts = [{ type: 'text', text: 'two words' }] as const;
    const vector = await ark.embeddings.multimodal({
      model,
      input: parts,
      sparse_embedding: { type: 'enabled' },
    });
    expect(vector.data.sparse_embedding).to.have.length(2);
    const tokens = await ark.tokenization.create({ model, text: 'two words' });
    expect(tokens.data[0]).to.deep.include({
      total_tokens: 2,
      offset_mapping: [
        [0, 3],
        [3, 9],
      ],
    });
    expect((await ark.images.generate({ model, prompt: 'a cat' })).data[0]?.url).to.match(/^https:/);
    const many = {
      sequential_image_generation: 'auto',
      sequential_image_generation_options: { max_images: 3 },
    };
    const types: string[] = [];
    for await (const event of await ark.images.generate({ model, prompt: '[fail]', ...many, stream: true }))
      types.push(event.type);
    expect(types.map((type) => type.replace('image_generation.', ''))).to.deep.equal([
      'partial_succeeded',
      'partial_failed',
      'partial_succeeded',
      'completed',
    ]);
  });

  it('keeps contexts, and answers bots and batches', async () => {
    const { id } = await ark.context.create({ model, messages: [{ role: 'system', content: 'long rules' }] });
    const messages = [{ role: 'user', content: 'hi' }] as const;
    const inContext = await ark.context.completions.create({ model, context_id: id, messages });
    expect(inContext.usage?.prompt_tokens).to.equal(3);
    const bot = await ark.bots.chat.completions.create({ model: 'bot-1', messages });
    expect(bot.choices[0]?.message.content).to.equal('hi');
    cloud.inject({
      kind: 'throttle',
      retryAfterSeconds: 1,
      service: 'ark',
      action: 'batch.chat.completions.create',
      count: 1,
    });
    const batched = await ark.batch.chat.completions.create({ model, messages });
    expect(batched.choices[0]?.message.content).to.equal('hi');
    expect((await ark.batch.embeddings.create({ model, input: 'a' })).data).to.have.length(1);
  });

  it('uploads files and waits for them', async () => {
    const file = await ark.files.create({
      file: new File(['abc'], 'a.txt', { type: 'text/plain' }),
      purpose: 'user_data',
    });
    expect(file).to.include({ bytes: 3, filename: 'a.txt', status: 'processing', mime_type: 'text/plain' });
    const seen: (string | undefined)[] = [];
    const ready = await ark.files.waitForProcessing(file.id, { onPoll: ({ state }) => seen.push(state) });
    expect(ready.status).to.equal('active');
    expect(seen).to.deep.equal(['processing', 'active']);
    const failing = await ark.files.create({
      file: { content: Buffer.from('x'), name: 'fail.mp4' },
      purpose: 'agent',
    });
    expect((await ark.files.waitForProcessing(failing.id)).error?.code).to.equal('InvalidFile');
    for (let count = 0; count < 3; count++)
      await ark.files.create({ file: Buffer.from('x'), purpose: 'user_data' });
    expect(await ark.files.list({ limit: 2 }).toArray()).to.have.length(5);
    expect(await ark.files.delete(file.id)).to.include({ deleted: true });
    expect(await errorOf(ark.files.retrieve(file.id))).to.be.instanceOf(NotFoundError);
    expect(await errorOf(ark.files.create({ purpose: 'agent' }))).to.be.instanceOf(ConfigError);
  });

  it('makes videos by tasks that another process can go on with', async () => {
    const task = await ark
      .videoTasks()
      .create()
      .model(model)
      .text('a cat')
      .image('https://e.test/a.png', 'first_frame')
      .duration(5)
      .run();
    const seen: (string | undefined)[] = [];
    const other = client();
    const done = await other
      .videoTask(task.id)
      .waitUntil('succeeded', { onPoll: ({ state }) => seen.push(state), delayMs: 100 });
    expect(new Set(seen)).to.deep.equal(new Set(['queued', 'running', 'succeeded']));
    expect(done.videoUrl).to.match(/^https:.*\.mp4$/);
    const failing = await ark.videoTasks().create({ model, content: [{ type: 'text', text: '[fail]' }] });
    const error = await errorOf(failing.waitUntil('succeeded'));
    expect(error).to.be.instanceOf(WaiterFailedError);
    expect((error.cause as Error).message).to.contain('OutputVideoSensitiveContentDetected');
    const queued = await ark.videoTasks().create({ model, content: [{ type: 'text', text: 'x' }] });
    await queued.delete();
    expect((await queued.reload()).status).to.equal('cancelled');
    const ids: string[] = [];
    for await (const { id } of ark.videoTasks().list({ pageSize: 2 })) ids.push(id);
    expect(ids).to.have.members([task.id, failing.id, queued.id]);
    expect((await ark.videoTasks().get(task.id)).status).to.equal('succeeded');
    await done.delete();
    expect(await errorOf(task.reload())).to.be.instanceOf(NotFoundError);
    other.close();
  });

  it('trades cloud keys for a key of each model, once for all callers, and renews it ahead', async () => {
    const own = client({ apiKey: undefined, project: 'default' });
    const asked = (): number => cloud.requests.filter(({ action }) => action === 'GetApiKey').length;
    const call = (id: string): Promise<string> => own.chat().model(id).user('hi').text();
    await Promise.all([call(model), call(model), call(model)]);
    expect(asked()).to.equal(1);
    await call('doubao-seed-1-6');
    expect(asked()).to.equal(2);
    expect(
      cloud.requests
        .filter(({ action }) => action === 'GetApiKey')
        .map(({ input }) => input?.['ResourceType']),
    ).to.deep.equal(['endpoint', 'presetendpoint']);
    cloud.advance('6d');
    cloud.advance('23h35m');
    await call(model);
    await call(model);
    expect(asked()).to.equal(3);
    cloud.advance('7d');
    await call(model);
    expect(asked()).to.equal(4);
    expect((await errorOf(own.files.retrieve('f'))).message).to.contain('needs an API key');
    const without = client({ apiKey: undefined });
    expect((await errorOf(without.chat().model('doubao-1').user('x').run())).message).to.contain(
      'set project',
    );
    own.close();
    without.close();
  });

  it('is reached from an endpoint of the management service', async () => {
    const management = new ArkClient({ ...cloud.config(), env: {} });
    const runtime = management.endpoint(model).runtime();
    expect(await runtime.chat().user('hi').text()).to.equal('hi');
    expect(runtime.client.session).to.equal(management.session);
    expect(management.endpoint('ep-2').runtime().client).to.equal(runtime.client);
    management.close();
  });

  it('takes ARK_API_KEY and a session that others share', async () => {
    const session = new Volcengine({ ...cloud.config(), env: { ARK_API_KEY: cloud.arkApiKey } });
    const shared = new ArkRuntimeClient(session);
    expect(await shared.chat().model(model).user('hi').text()).to.equal('hi');
    shared.close();
    expect(await shared.chat().model(model).user('still open').text()).to.equal('still open');
    session.close();
  });

  it('says what is wrong: model, key, length, filter, broken and silent streams', async () => {
    const chat = (id: string, text: string) => ark.chat().model(id).user(text);
    expect(await errorOf(chat('ep-missing', 'x').run()))
      .to.be.instanceOf(NotFoundError)
      .with.property('code', 'InvalidEndpointOrModel.NotFound');
    const wrongKey = client({ apiKey: 'wrong' });
    expect(await errorOf(wrongKey.chat().model(model).user('x').run())).to.be.instanceOf(AuthenticationError);
    wrongKey.close();
    const long = await errorOf(chat(model, 'word '.repeat(100_001)).run());
    expect(long).to.be.instanceOf(ServiceError);
    expect(long.message).to.match(/exceed the maximum of the model, 100000\. \(request \d{14}/);
    const filtered = await errorOf(chat(model, '[filter]').run());
    expect(filtered).to.be.instanceOf(ContentFilterError).with.property('requestId');
    cloud.inject({ kind: 'streamCut', after: 3, count: 1 });
    const cut = await errorOf(chat(model, 'count 9').stream().finalText());
    expect(cut)
      .to.be.instanceOf(ConnectionError)
      .with.property('requestId')
      .that.matches(/^\d{14}/);
    cloud.inject({ kind: 'streamError', after: 3, count: 1 });
    const failed = await errorOf(chat(model, 'count 9').stream().finalText());
    expect(failed).to.be.instanceOf(ServiceError).with.property('code', 'InternalServiceError');
    cloud.inject({ kind: 'streamSilence', after: 3, count: 1 });
    const silent = await errorOf(
      chat(model, 'count 9')
        .stream({ timeouts: { responseMs: 50 } })
        .finalText(),
    );
    expect(silent).to.be.instanceOf(TimeoutError).with.property('phase', 'idle');
    expect(
      await errorOf(
        new ArkRuntimeClient({ ...cloud.config(), baseUrl: `${cloud.url}/elsewhere`, apiKey: 'k' })
          .chat()
          .model(model)
          .user('x')
          .run(),
      ),
    ).to.be.instanceOf(Error);
    expect(StreamIncompleteError.name).to.equal('StreamIncompleteError');
  });

  it('keeps every prompt, key and answer out of logs and errors', async () => {
    const canary = 'Canary8Prompt that nobody may read anywhere, not even in part';
    const shown: string[] = [];
    const line = (message: string, fields: unknown): void => void shown.push(message, JSON.stringify(fields));
    const logged = client({
      logger: { error: line, warn: line, info: line, debug: line },
      logLevel: 'debug',
      retry: { maxAttempts: 2, backoff: 'none' },
    });
    logged.session.use({ onError: ({ error }) => void shown.push(JSON.stringify(error), String(error)) });
    const show = (error: unknown): void => {
      for (let at = error; at instanceof Error; at = at.cause)
        shown.push(at.message, at.stack ?? '', JSON.stringify(at));
    };
    const chat = logged.chat().model(model).system(canary).user(canary);
    await chat.run();
    await chat.stream().finalText();
    await logged.responses.create({ model, input: canary });
    for (const kind of ['html', 'truncate'] as const) {
      cloud.inject({ kind, count: 2 });
      await chat.run().catch(show);
    }
    cloud.inject({ kind: 'error', status: 400, message: `Refused: ${canary.slice(0, 40)}`, count: 1 });
    await chat.run().catch(show);
    cloud.inject({ kind: 'streamError', after: 2, count: 1 });
    await chat.stream().finalText().catch(show);
    await chat
      .output({ name: 'x', schema: { type: 'object', properties: { a: { type: 'string', pattern: '^$' } } } })
      .run()
      .catch(show);
    await chat
      .tool({
        name: 'nobody',
        parameters: { type: 'object', properties: { a: { type: 'string', maxLength: 1 } } },
        run: () => '',
      })
      .run()
      .catch(show);
    shown.push(JSON.stringify(cloud.requests));
    expect(shown.length).to.be.greaterThan(40);
    expect(shown.filter((text) => /Canary8|nobody may read/.test(text))).to.deep.equal([]);
    expect(shown.filter((text) => text.includes(cloud.arkApiKey))).to.deep.equal([]);
    logged.close();
  });
});

describe('the openai package against the local cloud', () => {
  let cloud: Emulator;
  let openai: OpenAI;
  before(async () => {
    cloud = await new Emulator({ settleMs: 0 }).start();
    openai = new OpenAI({ baseURL: `${cloud.url}/api/v3`, apiKey: cloud.arkApiKey, maxRetries: 1 });
  });
  after(() => cloud.stop());

  it('chats, whole and as a stream', async () => {
    const messages = [{ role: 'user' as const, content: 'count 3' }];
    const whole = await openai.chat.completions.create({ model, messages });
    expect(whole.choices[0]?.message.content).to.equal('1 2 3');
    let text = '';
    const options = { include_usage: true };
    let total: number | undefined;
    for await (const chunk of await openai.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: options,
    })) {
      text += chunk.choices[0]?.delta.content ?? '';
      total = chunk.usage?.total_tokens ?? total;
    }
    expect([text, total]).to.deep.equal(['1 2 3', 5]);
  });

  it('calls tools, and runs them by its own helper', async () => {
    const runner = openai.chat.completions.runTools({
      model,
      messages: [{ role: 'user', content: 'weather {"city":"Beijing"}' }],
      tools: [
        {
          type: 'function',
          function: {
            name: 'weather',
            description: 'weather',
            parameters: { type: 'object', properties: { city: { type: 'string' } } },
            parse: JSON.parse as (text: string) => { city: string },
            function: ({ city }: { city: string }) => `${city}: clear`,
          },
        },
      ],
    });
    expect(await runner.finalContent()).to.equal('The tool said: Beijing: clear');
  });

  it('makes responses, embeddings, pictures and files', async () => {
    const response = await openai.responses.create({ model, input: 'hello' });
    expect(response.output_text).to.equal('hello');
    const types: string[] = [];
    for await (const event of await openai.responses.create({ model, input: 'count 2', stream: true }))
      types.push(event.type);
    expect(types).to.include.members([
      'response.created',
      'response.output_text.delta',
      'response.completed',
    ]);
    const { data } = await openai.embeddings.create({ model, input: 'a', dimensions: 4 });
    expect(data[0]?.embedding).to.have.length(4);
    const file = await openai.files.create({ file: new File(['abc'], 'a.txt'), purpose: 'user_data' });
    expect(file).to.include({ filename: 'a.txt', bytes: 3 });
    expect((await openai.files.list()).data.map(({ id }) => id)).to.include(file.id);
    await openai.files.delete(file.id);
  });

  it('gets errors that it understands', async () => {
    const error = await errorOf(
      openai.chat.completions.create({ model: 'ep-missing', messages: [{ role: 'user', content: 'x' }] }),
    );
    expect(error)
      .to.be.instanceOf(OpenAI.NotFoundError)
      .with.property('code', 'InvalidEndpointOrModel.NotFound');
    cloud.inject({ kind: 'streamError', after: 1, count: 1 });
    const stream = await openai.chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'count 9' }],
      stream: true,
    });
    const broken = readAll(stream);
    expect(await errorOf(broken)).to.be.instanceOf(OpenAI.APIError);
  });
});

async function readAll(events: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const event of events) found.push(event);
  return found;
}
