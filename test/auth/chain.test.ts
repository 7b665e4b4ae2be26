import { expect } from 'chai';
import type { CredentialProvider, Credentials } from '../../src/types/credentials.js';
import { AbortedError, ConfigError, CredentialsError } from '../../src/errors/index.js';
import { chain } from '../../src/auth/providers/chain.js';
import { noCredentials } from '../../src/auth/no-credentials.js';
import { failureOf, providerContext } from './provider-context.js';

/** A provider that counts how often it was asked. */
class Counting implements CredentialProvider {
  asked = 0;
  readonly refused: Credentials[] = [];
  works: boolean;
  readonly name: string;
  readonly #given: Promise<Credentials>;

  constructor(name: string, works: boolean) {
    this.name = name;
    this.works = works;
    this.#given = Promise.resolve({ accessKeyId: name, secretAccessKey: 's' });
  }

  resolve(): Promise<Credentials> {
    this.asked += 1;
    return this.works ? this.#given : Promise.reject(noCredentials(this.name, `${this.name} is empty`));
  }

  invalidate(credentials: Credentials): void {
    this.refused.push(credentials);
  }
}

describe('a chain of providers', () => {
  it('gives what the first gives that has any, and asks that one only from then on', async () => {
    const [a, b, c] = [new Counting('a', false), new Counting('b', true), new Counting('c', true)];
    const provider = chain([a, b, c]);
    const context = providerContext();
    for (let call = 0; call < 3; call++) expect((await provider.resolve(context)).accessKeyId).to.equal('b');
    expect([a.asked, b.asked, c.asked]).to.deep.equal([1, 3, 0]);
    expect(provider.resolve(context)).to.equal(provider.resolve(context));
  });

  it('asks once for 1,000 concurrent calls', async () => {
    const [a, b] = [new Counting('a', false), new Counting('b', true)];
    const provider = chain([a, b]);
    const context = providerContext();
    await Promise.all(Array.from({ length: 1_000 }, () => provider.resolve(context)));
    expect([a.asked, b.asked]).to.deep.equal([1, 1]);
  });

  it('asks the others when the one that worked fails, without asking it twice', async () => {
    const [a, b, c] = [new Counting('a', false), new Counting('b', true), new Counting('c', true)];
    const provider = chain([a, b, c]);
    const context = providerContext();
    await provider.resolve(context);
    b.works = false;
    expect((await provider.resolve(context)).accessKeyId).to.equal('c');
    expect([a.asked, b.asked, c.asked]).to.deep.equal([2, 2, 1]);
  });

  it('names all in one error, in their order, with their reasons', async () => {
    const [a, b] = [new Counting('a', false), new Counting('b', true)];
    const provider = chain([a, b, () => Promise.reject(new Error('no vault'))]);
    const context = providerContext();
    await provider.resolve(context);
    b.works = false;
    const error = await failureOf(provider, context);
    expect(error.attempts).to.deep.equal([
      { provider: 'a', reason: 'a is empty' },
      { provider: 'b', reason: 'b is empty' },
      { provider: 'credentials function', reason: 'the function that gets keys failed: no vault' },
    ]);
    expect(error.message).to.equal(
      'No credentials from the chain\n  a: a is empty\n  b: b is empty\n  credentials function: the function that gets keys failed: no vault',
    );
    expect((error.cause as AggregateError).errors).to.have.length(3);
  });

  it('names what failed inside a provider that is made of others', async () => {
    const wrapper = { name: 'outer', resolve: () => Promise.reject(noCredentials('inner', 'nothing')) };
    const nested = chain([chain([new Counting('x', false), new Counting('y', false)]), wrapper]);
    const { attempts } = await failureOf(nested, providerContext());
    expect(attempts.map(({ provider }) => provider)).to.deep.equal(['x', 'y', 'outer (inner)']);
  });

  it('asks anew after all have failed', async () => {
    const a = new Counting('a', false);
    const provider = chain([a]);
    await failureOf(provider, providerContext());
    a.works = true;
    expect((await provider.resolve(providerContext())).accessKeyId).to.equal('a');
  });

  it('tells the one that gave them that its keys were refused', async () => {
    const [a, b] = [new Counting('a', false), new Counting('b', true)];
    const provider = chain([a, b]);
    const keys = await provider.resolve(providerContext());
    provider.invalidate?.(keys);
    expect([a.refused, b.refused]).to.deep.equal([[], [keys]]);
  });

  it("takes a caller's abort for no provider's failure", async () => {
    const controller = new AbortController();
    const hanging: CredentialProvider = {
      name: 'hanging',
      resolve: ({ signal }) =>
        new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(new Error('stopped'))),
        ),
    };
    const after = new Counting('after', true);
    const call = chain([hanging, after]).resolve(providerContext({ signal: controller.signal }));
    controller.abort();
    const error = await call.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(AbortedError).and.not.instanceOf(CredentialsError);
    expect(after.asked).to.equal(0);
  });

  it('refuses to be empty', () => {
    expect(() => chain([])).to.throw(ConfigError, 'needs at least one');
  });
});
