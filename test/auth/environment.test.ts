import { expect } from 'chai';
import { environment } from '../../src/auth/providers/environment.js';
import { failureOf, secrets, providerContext } from './provider-context.js';

describe('keys from the environment', () => {
  const both = { VOLCENGINE_ACCESS_KEY: 'AK', VOLCENGINE_SECRET_KEY: 'SK' };

  for (const [what, env, expected] of [
    ['the keys', both, { accessKeyId: 'AK', secretAccessKey: 'SK' }],
    [
      'the keys and the token',
      { ...both, VOLCENGINE_SESSION_TOKEN: 'T' },
      { accessKeyId: 'AK', secretAccessKey: 'SK', sessionToken: 'T' },
    ],
    [
      'no token when it is empty, whatever the legacy one says',
      { ...both, VOLCENGINE_SESSION_TOKEN: '', VOLCSTACK_SESSION_TOKEN: 'old' },
      { accessKeyId: 'AK', secretAccessKey: 'SK' },
    ],
    [
      'the first legacy names',
      {
        VOLCSTACK_ACCESS_KEY_ID: 'AK1',
        VOLCSTACK_ACCESS_KEY: 'AK2',
        VOLCSTACK_SECRET_ACCESS_KEY: 'SK1',
        VOLCSTACK_SECRET_KEY: 'SK2',
        VOLCSTACK_SESSION_TOKEN: 'T1',
      },
      { accessKeyId: 'AK1', secretAccessKey: 'SK1', sessionToken: 'T1' },
    ],
    [
      'the second legacy names',
      { VOLCSTACK_ACCESS_KEY: 'AK2', VOLCSTACK_SECRET_KEY: 'SK2' },
      { accessKeyId: 'AK2', secretAccessKey: 'SK2' },
    ],
    [
      'the new names before the legacy ones',
      { ...both, VOLCSTACK_ACCESS_KEY_ID: 'AK1', VOLCSTACK_SECRET_ACCESS_KEY: 'SK1' },
      { accessKeyId: 'AK', secretAccessKey: 'SK' },
    ],
  ] as const)
    it(`gives ${what}`, async () => {
      expect(await environment().resolve(providerContext({ env }))).to.deep.equal(expected);
    });

  it('sees a change at once, and returns the same promise until then', async () => {
    const context = providerContext({ env: { ...both } });
    const provider = environment();
    expect(provider.resolve(context)).to.equal(provider.resolve(context));
    context.env['VOLCENGINE_SECRET_KEY'] = 'SK2';
    expect(await provider.resolve(context)).to.deep.equal({ accessKeyId: 'AK', secretAccessKey: 'SK2' });
  });

  for (const [env, words] of [
    [{}, 'VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY are not set'],
    [{ VOLCENGINE_ACCESS_KEY: 'AK' }, 'VOLCENGINE_SECRET_KEY is not set'],
    [{ ...both, VOLCENGINE_ACCESS_KEY: '' }, 'VOLCENGINE_ACCESS_KEY is not set'],
    [
      { ...both, VOLCENGINE_SECRET_KEY: `${secrets.secretAccessKey} ` },
      'secret access key in its variables contains',
    ],
  ] as const)
    it(`says that ${words}`, async () => {
      const error = await failureOf(environment(), providerContext({ env }));
      expect(error.message).to.include(words);
      expect(error.attempts[0]?.provider).to.equal('environment');
    });
});
