import { expect } from 'chai';
import type { Credentials, CredentialSource } from '../../src/types/credentials.js';
import { CredentialsError } from '../../src/errors/index.js';
import { toProvider } from '../../src/auth/providers/default-chain.js';
import { expectNoSecret, failureOf, secrets, providerContext, start } from './provider-context.js';

const keys = { accessKeyId: 'AKLT1', secretAccessKey: secrets.secretAccessKey };

describe('what `credentials` takes', () => {
  it('gives fixed keys by one promise, made once', async () => {
    const provider = toProvider({ ...keys, sessionToken: 't' });
    const context = providerContext();
    expect(await provider.resolve(context)).to.deep.equal({ ...keys, sessionToken: 't' });
    expect(provider.resolve(context)).to.equal(provider.resolve(context));
  });

  it('treats an empty session token as none', async () => {
    expect(await toProvider({ ...keys, sessionToken: '' }).resolve(providerContext())).to.deep.equal(keys);
  });

  it('keeps its own copy of fixed keys', async () => {
    const mine = { ...keys };
    const provider = toProvider(mine);
    mine.accessKeyId = 'changed';
    expect((await provider.resolve(providerContext())).accessKeyId).to.equal('AKLT1');
  });

  for (const [what, wrong, words] of [
    ['a missing secret', { ...keys, secretAccessKey: undefined }, 'has no secret access key'],
    ['an empty id', { ...keys, accessKeyId: '' }, 'has no access key id'],
    ['a number', { ...keys, accessKeyId: 7 }, 'access key id in `credentials` is not a string'],
    ['a line break', { ...keys, secretAccessKey: `${secrets.secretAccessKey}\n` }, 'contains white space'],
    ['a token with a space', { ...keys, sessionToken: 'a b' }, 'session token in `credentials` contains'],
  ] as const)
    it(`refuses fixed keys with ${what} at once, without repeating them`, () => {
      try {
        toProvider(wrong as unknown as Credentials);
        expect.fail('It took them');
      } catch (error) {
        expect(error).to.be.instanceOf(CredentialsError).and.have.property('message').that.includes(words);
        expectNoSecret((error as Error).message);
      }
    });

  it('hands a provider through', () => {
    const provider = { name: 'mine', resolve: () => Promise.resolve(keys) };
    expect(toProvider(provider)).to.equal(provider);
  });

  it('asks a function once for many calls, and again shortly before its keys end', async () => {
    let asked = 0;
    const context = providerContext();
    const provider = toProvider(() => {
      asked += 1;
      return { ...keys, expiration: new Date(context.clock.now() + 600_000) };
    });
    await Promise.all(Array.from({ length: 1_000 }, () => provider.resolve(context)));
    expect(asked).to.equal(1);
    context.clock.advance(600_000 - 60_000);
    await provider.resolve(context);
    await provider.resolve(context);
    expect(asked).to.equal(2);
  });

  it("keeps a function's lasting keys until the service refuses them", async () => {
    let asked = 0;
    const provider = toProvider(() => Promise.resolve({ ...keys, accessKeyId: `AK${++asked}` }));
    const context = providerContext();
    const first = await provider.resolve(context);
    context.clock.advance(1e12);
    await provider.resolve(context);
    expect(asked).to.equal(1);
    provider.invalidate?.(first);
    expect((await provider.resolve(context)).accessKeyId).to.equal('AK2');
  });

  it('keeps the keys of a function that is given to each of many calls', async () => {
    let asked = 0;
    const source: CredentialSource = () => ({ ...keys, accessKeyId: `AK${++asked}` });
    for (let call = 0; call < 3; call++) await toProvider(source).resolve(providerContext());
    expect(asked).to.equal(1);
  });

  it('words the failure of a function, with its error as the cause', async () => {
    const cause = new Error('the vault is sealed');
    const error = await failureOf(
      toProvider(() => Promise.reject(cause)),
      providerContext(),
    );
    expect(error.message).to.equal(
      'No credentials from credentials function: the function that gets keys failed: the vault is sealed',
    );
    expect(error.cause).to.equal(cause);
  });

  it('refuses what a function gives when it is no keys', async () => {
    for (const nothing of [undefined, null, 'keys', {}]) {
      const error = await failureOf(
        toProvider(() => nothing as unknown as Credentials),
        providerContext(),
      );
      expect(error.message).to.include('its result has no access key id');
    }
  });

  it('refuses an end that is no Date', async () => {
    const source = () => ({ ...keys, expiration: '2026-01-02T03:04:05Z' }) as unknown as Credentials;
    expect((await failureOf(toProvider(source), providerContext())).message).to.include(
      'its result is not a valid Date',
    );
  });

  it("tells a function when its caller's signal is aborted", async () => {
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    const call = toProvider(({ signal }) => {
      seen = signal;
      return new Promise(() => undefined);
    }).resolve(providerContext({ signal: controller.signal }));
    controller.abort();
    expect(await call.catch((error: Error) => error.name)).to.equal('AbortedError');
    expect(seen?.aborted).to.equal(true);
  });

  it('makes a default chain of its own for each that has nothing configured', () => {
    expect(toProvider(undefined)).to.have.property('name', 'default chain');
    expect(toProvider(undefined)).not.to.equal(toProvider(undefined));
  });

  it('leaves the end of fixed temporary keys to the service', async () => {
    const ended = { ...keys, expiration: new Date(start - 1) };
    expect(await toProvider(ended).resolve(providerContext())).to.deep.equal(ended);
  });
});
