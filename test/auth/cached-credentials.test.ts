import { expect } from 'chai';
import type { Credentials } from '../../src/types/credentials.js';
import { AbortedError, ConfigError, CredentialsError } from '../../src/errors/index.js';
import { CachedCredentials, type RefreshOptions } from '../../src/auth/cached-credentials.js';
import { providerContext, start, type ProviderContext } from './provider-context.js';

/** A source whose exchanges end when the test says so. */
class Source {
  exchanges = 0;
  readonly stale: (string | undefined)[] = [];
  readonly signals: (AbortSignal | undefined)[] = [];
  lifeMs = 3_600_000;
  readonly #open: { give: (keys: Credentials) => void; fail: (error: Error) => void }[] = [];

  provider(options: RefreshOptions & { finishesAlone?: boolean } = {}): CachedCredentials {
    return new CachedCredentials(
      'test',
      ({ signal }, stale) => {
        this.exchanges += 1;
        this.stale.push(stale?.accessKeyId);
        this.signals.push(signal);
        return new Promise((give, fail) => this.#open.push({ give, fail }));
      },
      options,
    );
  }

  give(now = start): void {
    const expiration = new Date(now + this.lifeMs);
    this.#open.shift()?.give({ accessKeyId: `AK${this.exchanges}`, secretAccessKey: 's', expiration });
  }

  fail(): void {
    this.#open.shift()?.fail(new CredentialsError('the source is down'));
  }
}

/** A provider that has got its first credentials. */
async function holding(
  lifeMs = 3_600_000,
): Promise<{ source: Source; provider: CachedCredentials; context: ProviderContext }> {
  const source = new Source();
  source.lifeMs = lifeMs;
  const provider = source.provider();
  const context = providerContext();
  const first = provider.resolve(context);
  source.give();
  await first;
  return { source, provider, context };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the cache of temporary credentials', () => {
  it('makes one exchange for 1,000 concurrent calls', async () => {
    const source = new Source();
    const provider = source.provider();
    const context = providerContext();
    const calls = Array.from({ length: 1_000 }, () => provider.resolve(context));
    source.give();
    const keys = await Promise.all(calls);
    expect(source.exchanges).to.equal(1);
    expect(new Set(keys.map(({ accessKeyId }) => accessKeyId))).to.deep.equal(new Set(['AK1']));
  });

  it('hands out the same promise while the credentials are fresh, without a new one', async () => {
    const { provider, context } = await holding();
    expect(provider.resolve(context)).to.equal(provider.resolve(context));
  });

  it('renews in the background 60 s before the end, while the old ones still serve', async () => {
    const { source, provider, context } = await holding();
    context.clock.advance(3_600_000 - 60_001);
    await provider.resolve(context);
    expect(source.exchanges).to.equal(1);
    context.clock.advance(1);
    const during = await Promise.all([1, 2, 3].map(() => provider.resolve(context)));
    expect(during.map(({ accessKeyId }) => accessKeyId)).to.deep.equal(['AK1', 'AK1', 'AK1']);
    expect(source.exchanges).to.equal(2);
    source.give(context.clock.now());
    await settled();
    expect((await provider.resolve(context)).accessKeyId).to.equal('AK2');
  });

  it('lets everybody wait for one exchange when the old ones have ended', async () => {
    const { source, provider, context } = await holding();
    context.clock.advance(3_600_000);
    const calls = [provider.resolve(context), provider.resolve(context)];
    source.give(context.clock.now());
    expect((await Promise.all(calls)).map(({ accessKeyId }) => accessKeyId)).to.deep.equal(['AK2', 'AK2']);
  });

  it('keeps the old ones when a background renewal fails, warns once, and waits 10 s before the next', async () => {
    const { source, provider, context } = await holding();
    context.clock.advance(3_600_000 - 50_000);
    await provider.resolve(context);
    source.fail();
    await settled();
    expect((await provider.resolve(context)).accessKeyId).to.equal('AK1');
    expect(context.warnings).to.have.length(1);
    expect(context.warnings[0]).to.include('the source is down');
    expect(source.exchanges).to.equal(2);
    context.clock.advance(10_000);
    await provider.resolve(context);
    expect(source.exchanges).to.equal(3);
  });

  it('renews short-lived ones after half their life, not at each call', async () => {
    const { source, provider, context } = await holding(40_000);
    context.clock.advance(19_999);
    await provider.resolve(context);
    expect(source.exchanges).to.equal(1);
    context.clock.advance(1);
    await provider.resolve(context);
    expect(source.exchanges).to.equal(2);
  });

  it('gives every waiting call the same failure, and tries again with the next', async () => {
    const source = new Source();
    const provider = source.provider();
    const context = providerContext();
    const calls = [provider.resolve(context), provider.resolve(context)];
    source.fail();
    for (const { status } of await Promise.allSettled(calls)) expect(status).to.equal('rejected');
    const next = provider.resolve(context);
    source.give();
    expect((await next).accessKeyId).to.equal('AK2');
  });

  it("doesn't let one caller's abort end the others' exchange", async () => {
    const source = new Source();
    const provider = source.provider();
    const context = providerContext();
    const impatient = new AbortController();
    const aborted = provider.resolve({ ...context, signal: impatient.signal });
    const patient = provider.resolve({ ...context, signal: new AbortController().signal });
    impatient.abort(new Error('enough'));
    const error = await aborted.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(AbortedError);
    expect((error as Error).cause).to.have.property('message', 'enough');
    expect(source.signals[0]?.aborted).to.equal(false);
    source.give();
    expect((await patient).accessKeyId).to.equal('AK1');
    expect(source.exchanges).to.equal(1);
  });

  it('gives the exchange up when the last caller has left, and starts a new one for the next', async () => {
    const source = new Source();
    const provider = source.provider();
    const context = providerContext();
    const controller = new AbortController();
    const calls = [1, 2].map(() => provider.resolve({ ...context, signal: controller.signal }));
    controller.abort();
    await Promise.allSettled(calls);
    expect(source.signals[0]?.aborted).to.equal(true);
    const next = provider.resolve(context);
    expect(source.exchanges).to.equal(2);
    source.fail();
    source.give();
    expect((await next).accessKeyId).to.equal('AK2');
  });

  it('never gives up an exchange that spends what it sends', async () => {
    const source = new Source();
    const provider = source.provider({ finishesAlone: true });
    const context = providerContext();
    const controller = new AbortController();
    const call = provider.resolve({ ...context, signal: controller.signal });
    controller.abort();
    expect(await call.catch((error: unknown) => error)).to.be.instanceOf(AbortedError);
    expect(source.signals[0]?.aborted).to.equal(false);
    source.give();
    await settled();
    expect((await provider.resolve(context)).accessKeyId).to.equal('AK1');
    expect(source.exchanges).to.equal(1);
  });

  it('gets others after the service refused them, and ignores late news about those replaced', async () => {
    const { source, provider, context } = await holding();
    const refused = await provider.resolve(context);
    provider.invalidate(refused);
    provider.invalidate(refused);
    const second = provider.resolve(context);
    source.give();
    expect((await second).accessKeyId).to.equal('AK2');
    expect(source.stale).to.deep.equal([undefined, 'AK1']);
    provider.invalidate(refused);
    expect((await provider.resolve(context)).accessKeyId).to.equal('AK2');
    expect(source.exchanges).to.equal(2);
  });

  it('blames the clock for credentials that have ended when they come', async () => {
    const source = new Source();
    source.lifeMs = -1_000;
    const provider = source.provider();
    const call = provider.resolve(providerContext());
    source.give();
    expect(await call.catch((error: Error) => error.message)).to.match(
      /expired at 2026-01-02T03:04:04.000Z already; check this machine's clock/,
    );
  });

  it('refuses a margin above 600 s', () => {
    const source = new Source();
    expect(() => source.provider({ refreshBeforeMs: 600_001 })).to.throw(ConfigError, 'from 0 to 600000');
    expect(() => source.provider({ refreshBeforeMs: -1 })).to.throw(ConfigError);
    source.provider({ refreshBeforeMs: 600_000 });
  });
});
