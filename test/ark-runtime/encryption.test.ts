import { createECDH } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { ArkRuntimeClient } from 'volcengine-fluent/ark-runtime';
import { Seal } from '../../src/ark-runtime/encryption/seal.js';
import { ConfigError, ResponseParseError } from '../../src/errors/index.js';
import { errorOf } from '../support/error-of.js';
import { SampleServer, samples, type Answer, type Came, type Expected } from './sample-server.js';

interface Vector {
  readonly privateKeyHex: string;
  readonly sessionToken: string;
  readonly sharedSecretHex: string;
  readonly sealedAnswers?: readonly { readonly plain: string; readonly sealed: string }[];
}

const sealed = samples.filter(({ kind, keys }) => kind === 'e2e' && keys !== undefined);
const vectorOf = ({ keys }: { readonly [member: string]: unknown }): Vector => keys as Vector;

/** The seal of the service's side, which has the certificate's private key. */
function serviceSeal(privateKeyHex: string, token: string): Seal {
  const service = createECDH('prime256v1');
  service.setPrivateKey(Buffer.from(privateKeyHex, 'hex'));
  return new Seal(service.computeSecret(Buffer.from(token, 'base64')));
}

describe('end-to-end encryption', () => {
  it('has vectors of the official client', () => {
    expect(sealed.length).to.be.greaterThan(7);
  });

  for (const sample of sealed) {
    const { privateKeyHex, sessionToken, sharedSecretHex, sealedAnswers = [] } = vectorOf(sample);
    const requests = ([] as Expected[]).concat((sample.expect as Expected) ?? []);
    const chat = requests.find(({ path }) => path.endsWith('/chat/completions'));

    if (sessionToken)
      it(`${sample.name}: derives the same key, and opens and seals the same texts`, () => {
        const seal = new Seal(Buffer.from(sharedSecretHex, 'hex'));
        const { messages: plain } = sample.input as { messages: { content: unknown }[] };
        const { messages } = (chat?.body ?? {}) as { messages?: { content: unknown }[] };
        messages?.forEach(({ content }, at) => {
          if (typeof content !== 'string') return;
          expect(seal.open(content)).to.equal(plain[at]?.content);
          expect(seal.seal(String(plain[at]?.content))).to.equal(content);
        });
        for (const { plain: text, sealed: form } of sealedAnswers) expect(seal.open(form)).to.equal(text);
        const service = serviceSeal(privateKeyHex, sessionToken);
        expect(service.seal('x')).to.equal(seal.seal('x'));
      });

    if (chat !== undefined && !/stream|aksk|from-file/.test(sample.name))
      it(`${sample.name}: sends a chat that the holder of the certificate can open, and opens its answer`, async () => {
        const server = await new SampleServer().start();
        const { certificate, model, messages } = sample.input as unknown as {
          certificate: string;
          model: string;
          messages: { role: string; content: unknown }[];
        };
        const env = sample.input?.['env'] as Record<string, string>;
        const isAicc = env['VOLC_ARK_ENCRYPTION'] === 'AICC';
        const answer: { choices?: object[] } = {};
        const answers: Answer[] = [{ json: { Certificate: certificate } }, { json: answer }];
        server.answers(answers);
        const ark = new ArkRuntimeClient({
          baseUrl: `${server.origin}/api/v3`,
          apiKey: 'test-key',
          proxy: false,
          env: {},
          http: 'node:http',
        });
        server.beforeAnswer = (): void => {
          if (server.came.length < 2) return;
          const token = server.came[1]?.headers['x-session-token'] as string;
          const seal = serviceSeal(privateKeyHex, token);
          const content = `${seal.seal('first ')}${seal.seal('second')}`;
          answer.choices = [
            { index: 0, finish_reason: 'stop', message: { role: 'assistant', content } },
            { index: 1, finish_reason: 'content_filter', message: { role: 'assistant', content: 'plain' } },
          ];
        };
        const completion = await ark.chat.completions.create(
          { model, messages: messages as never },
          { encrypt: isAicc ? 'AICC' : true },
        );
        expect(completion.choices.map(({ message }) => message.content)).to.deep.equal([
          'first second',
          'plain',
        ]);
        const [asked, sent] = server.came as [Came, Came];
        expect(JSON.parse(asked.body)).to.deep.equal(requests[0]?.body);
        expect(asked.headers['x-session-token']).to.equal('/e2e/get/certificate');
        const info = JSON.parse(chat.headers?.['X-Encrypt-Info'] ?? '{}') as unknown;
        expect(JSON.parse(sent.headers['x-encrypt-info'] ?? '')).to.deep.equal(info);
        const seal = serviceSeal(privateKeyHex, sent.headers['x-session-token'] as string);
        const openedTexts = openTexts((JSON.parse(sent.body) as { messages: unknown }).messages, seal);
        expect(openedTexts).to.deep.equal(messages);
        ark.close();
        await server.stop();
      });
  }

  it('refuses what it cannot seal, before anything of it is sent', async () => {
    const sample = samples.find(({ name }) => name === 'e2e-audio-refused');
    const server = await new SampleServer().start();
    server.answers([{ json: { Certificate: sample?.input?.['certificate'] } }]);
    const ark = new ArkRuntimeClient({
      baseUrl: `${server.origin}/api/v3`,
      apiKey: 'k',
      proxy: false,
      env: {},
    });
    const { messages } = sample?.input as { messages: never };
    expect(
      await errorOf(ark.chat.completions.create({ model: 'ep-1', messages }, { encrypt: true })),
    ).to.be.instanceOf(ConfigError);
    expect(server.came).to.have.length(1);
    ark.close();
    await server.stop();
  });

  it('opens streams piece by piece, lets empty pieces through, and says when one cannot be opened', async () => {
    const sample = samples.find(({ name }) => name === 'e2e-stream');
    const { privateKeyHex } = vectorOf(sample ?? {});
    const server = await new SampleServer().start();
    const ark = new ArkRuntimeClient({
      baseUrl: `${server.origin}/api/v3`,
      apiKey: 'k',
      proxy: false,
      env: {},
      http: 'node:http',
    });
    const chunk = (content: string): string =>
      `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`;
    const sse: string[] = [];
    server.beforeAnswer = () => {
      const token = server.came.at(-1)?.headers['x-session-token'] ?? '';
      if (!token.startsWith('B')) return;
      const seal = serviceSeal(privateKeyHex, token);
      sse.splice(
        0,
        sse.length,
        chunk(''),
        chunk(seal.seal('a')),
        chunk(seal.seal('b')),
        chunk('bm90IHNlYWxlZCBhdCBhbGwgYXQgYWxs'),
      );
    };
    server.answers([{ json: { Certificate: sample?.input?.['certificate'] } }, { sse }]);
    const request = { model: 'ep-e2e', messages: [{ role: 'user', content: 'q' }], stream: true } as const;
    const stream = await ark.chat.completions.create(request, { encrypt: true });
    const found: unknown[] = [];
    const error = await errorOf(
      (async () => {
        for await (const { choices } of stream) found.push(choices[0]?.delta.content);
      })(),
    );
    expect(found).to.deep.equal(['', 'a', 'b']);
    expect(error).to.be.instanceOf(ResponseParseError);
    ark.close();
    await server.stop();
  });

  it('opens any texts that were sealed one after the other', () => {
    const seal = new Seal(Buffer.alloc(32, 7));
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 12, unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
        (texts) => {
          expect(seal.open(texts.map((text) => seal.seal(text)).join(''))).to.equal(texts.join(''));
        },
      ),
    );
  });
});

function openTexts(value: unknown, seal: Seal, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => openTexts(item, seal, name));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, openTexts(inner, seal, key)]),
    );
  const isSealed =
    typeof value === 'string' &&
    (name === 'content' || name === 'text' || (name === 'url' && !value.startsWith('http')));
  return isSealed ? seal.open(value) : value;
}
