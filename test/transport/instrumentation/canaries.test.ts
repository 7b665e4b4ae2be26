import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { EcsClient } from 'volcengine-fluent/ecs';
import type { CallTarget } from '../../../src/types/call.js';
import { traceCalls } from '../../../src/transport/instrumentation/open-telemetry.js';
import { Recorder } from '../../../src/testing/recorder.js';
import { FaultServer, type Reply } from '../fault-server.js';
import { handlerKinds } from '../handler-kinds.js';
import { half, json, ok, refusal, requestId, reset, text } from '../replies.js';
import { sessionTo } from '../session.js';

/** Each is found in any form by its middle, which no encoding changes. */
const canaries = [
  'Canary1Secret',
  'Canary2Token',
  'Canary3Password',
  'Canary4Data',
  'Canary5Pair',
  'Canary6Header',
  'Canary7Nested',
];
const [secretKey, token, password, data, pair, header, nested] = canaries.map((name) => `p@ ${name}/"<&`) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const credentials = {
  accessKeyId: 'AKLTtest',
  secretAccessKey: 'Canary1Secret/+==',
  sessionToken: 'Canary2Token/+==',
};

const request = {
  Password: password,
  UserData: data,
  Tags: [{ ConfigItemKey: 'DB_PASS', ConfigItemValue: pair }],
  Credentials: { Login: { Passwords: [nested] } },
};

/** What a service repeats in its own words: everything that it was sent. */
function echo(encode: (text: string) => string): string {
  return [
    credentials.secretAccessKey,
    credentials.sessionToken,
    secretKey,
    token,
    password,
    data,
    pair,
    nested,
  ]
    .filter((text) => text !== secretKey && text !== token)
    .map(encode)
    .join(' and ');
}

const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  percent: encodeURIComponent,
  form: (text) => new URLSearchParams({ a: text }).toString().slice(2),
  json: (text) => JSON.stringify(text).slice(1, -1),
};

const replies = (words: string): Readonly<Record<string, Reply>> => {
  const headers = {
    'x-echo': encodeURIComponent(words),
    location: `https://gw.test/?Password=${encodeURIComponent(words)}`,
    'set-cookie': `session=${encodeURIComponent(header)}`,
  };
  const message = `The call https://a.test/?Password=${words} was refused`;
  return {
    success: json(
      200,
      { ResponseMetadata: { RequestId: requestId }, Result: { Password: password, Text: words } },
      headers,
    ),
    refusal: refusal(400, 'Odd', headers, message),
    'refusal in the code': refusal(403, words.slice(0, 256), headers, message),
    'refusal to retry': refusal(503, 'Busy', headers, message),
    'request id': json(
      400,
      { ResponseMetadata: { RequestId: words, Error: { Code: 'Odd', Message: words } } },
      headers,
    ),
    page: text(502, `<html>${words}</html>`, headers),
    redirect: text(301, '', headers),
    'broken JSON': json(200, `{"Result":{"Password":${JSON.stringify(words)},`, headers),
    half,
    reset,
  };
};

describe('canaries', () => {
  const base = { service: 'made', version: '2020-04-01', action: 'Do', isRead: true } as const;
  const targets: readonly CallTarget[] = [
    { ...base, method: 'GET', protocol: 'query' },
    { ...base, method: 'POST', protocol: 'json' },
    { ...base, method: 'POST', protocol: 'form' },
  ];

  for (const [kind, http] of handlerKinds)
    it(`are in no log, error, hook's error, channel, span or printed session over ${kind}`, async () => {
      const server = await new FaultServer(ok()).start();
      const shown: string[] = [];
      const show = (what: unknown): void => {
        shown.push(typeof what === 'string' ? what : inspect(what, { depth: 20, maxStringLength: null }));
        shown.push(JSON.stringify(what) ?? '');
        for (let at = what; at instanceof Error; at = at.cause)
          shown.push(at.message, at.stack ?? '', String(at));
      };
      const line = (message: string, fields: unknown): void => show([message, fields]);
      const span = {
        setAttributes: show,
        recordException: show,
        setStatus: show,
        end: () => undefined,
      };
      const stop = traceCalls({
        context: { active: () => ({}) },
        trace: {
          getTracer: () => ({ startSpan: (name, options) => (show([name, options]), span) }),
          setSpan: (context) => context,
        },
        propagation: { inject: () => undefined },
      });
      // The request of a call belongs to the listener: what the SDK adds to it must hold no secret.
      const onMessage = (message: unknown): void => {
        const isOwn = ([name]: readonly [string, unknown]): boolean => name !== 'call' && name !== 'attempt';
        show(Object.fromEntries(Object.entries(message as object).filter(isOwn)));
      };
      for (const name of ['volcengine:call', 'volcengine:attempt']) subscribe(name, onMessage);
      try {
        for (const logLevel of ['error', 'warn', 'info', 'debug'] as const) {
          const volc = sessionTo(server, {
            http,
            credentials,
            logger: { error: line, warn: line, info: line, debug: line },
            logLevel,
            headers: { 'x-api-key': 'Canary6Header' },
            retry: { maxAttempts: 2, backoff: 'none' },
          });
          volc.use({ onRetry: ({ error }) => show(error), onError: ({ error }) => show(error) });
          show(volc);
          for (const encode of Object.values(encodings))
            for (const reply of Object.values(replies(echo(encode))))
              for (const target of targets) {
                server.reply(reply);
                await volc.send(target, request).then(() => undefined, show);
              }
          volc.close();
        }
      } finally {
        for (const name of ['volcengine:call', 'volcengine:attempt']) unsubscribe(name, onMessage);
        stop();
        await server.stop();
      }
      expect(shown.length).to.be.greaterThan(1_000);
      const leaks = shown.flatMap((text) => {
        const at = text.search(/Canary\d/);
        return at < 0 ? [] : [text.slice(Math.max(0, at - 80), at + 60)];
      });
      expect([...new Set(leaks)].slice(0, 5)).to.deep.equal([]);
    }).timeout(60_000);

  it('are in no recording', async () => {
    const server = await new FaultServer(ok()).start();
    const folder = mkdtempSync(join(tmpdir(), 'volcengine-'));
    try {
      const file = join(folder, 'calls.json');
      const recorder = new Recorder({ file, mode: 'record' });
      const volc = sessionTo(server, { ...recorder.config(), credentials, retry: false });
      for (const encode of Object.values(encodings))
        for (const [name, reply] of Object.entries(replies(echo(encode))))
          if (name !== 'half' && name !== 'reset')
            for (const target of targets) {
              server.reply(reply);
              await volc.send(target, request).catch(() => undefined);
            }
      await recorder.save();
      recorder.close();
      expect(readFileSync(file, 'utf8')).to.not.match(/Canary[2-7]/);
    } finally {
      rmSync(folder, { recursive: true });
      await server.stop();
    }
  });

  it('are in no printed client, session, builder, list, credentials or validation error', async () => {
    const client = new EcsClient({
      credentials,
      env: {},
      proxy: 'http://user:Canary5Pair@proxy.test:1',
      headers: { 'x-api-key': 'Canary6Header' },
      tls: { key: 'Canary4Data' },
    });
    const builder = client
      .instances()
      .create()
      .from({ Password: 'Canary3Password', UserData: 'Canary4Data' });
    const shown: unknown[] = [
      client,
      client.session,
      builder,
      client.action('RunInstances').from({ Password: 'Canary3Password' }),
      client.instances().list().from({ InstanceName: 'Canary4Data' }),
      client.instances(),
      client.instance('i-1'),
    ];
    const wrong = {
      ImageId: 7,
      Password: ['Canary3Password'],
      UserData: { a: 'Canary4Data' },
      Count: 'Canary5Pair',
    };
    for (const send of [
      () => client.runInstances(wrong as never),
      () =>
        client
          .action('RunInstances')
          .from(wrong as never)
          .run(),
      () => client.runInstances({ Password: 'Canary3Password' } as never, { validate: false, timeoutMs: -1 }),
    ]) {
      const error = await Promise.resolve()
        .then(send)
        .then(
          () => undefined,
          (reason: unknown) => reason,
        );
      expect(error).to.be.instanceOf(Error);
      shown.push(error, (error as Error).stack, (error as Error).message);
    }
    for (const [index, what] of shown.entries()) {
      const text = inspect(what, { depth: 20, maxStringLength: null, maxArrayLength: null });
      expect(text, String(index)).to.not.match(/Canary\d/);
      // A builder's JSON is its request, which the caller set.
      if (index < 2 || index > 4) expect(JSON.stringify(what), String(index)).to.not.match(/Canary\d/);
    }
    client.session.close();
  });
});
