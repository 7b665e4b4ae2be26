import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { CredentialsError } from '../../src/errors/index.js';
import { failureCases, failures } from './failure-cases.js';
import { everythingOf, expectNoSecret, failureOf, providerContext } from './provider-context.js';

const docs = readFileSync(new URL('../../docs/credentials.md', import.meta.url), 'utf8');

/** The reason, without what differs from run to run. */
function reasonIn({ attempts: [attempt] }: CredentialsError): string {
  return (attempt?.reason ?? '')
    .replace(/(http:\/\/)?127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/[\w/-]*[0-9a-f]{40}\.json/g, 'FILE')
    .replace(/\S*\/credentials-\w+/g, 'DIR')
    .replace(/(before the response: ).*/, '$1BROKEN');
}

async function failureOfCase(make: (typeof failureCases)[number]['make']): Promise<CredentialsError> {
  const context = providerContext();
  let provider;
  try {
    provider = await make(context.env as Record<string, string>);
  } catch (error) {
    expectNoSecret(everythingOf(error));
    return error as CredentialsError;
  }
  return failureOf(provider, context);
}

describe('the table of providers and failures', () => {
  const filled = new Map<string, Set<string>>();

  for (const { provider, failure, says, make } of failureCases)
    it(`${provider}, ${failure}: ${says}`, async () => {
      const error = await failureOfCase(make);
      expect(reasonIn(error)).to.equal(says);
      expect(error.attempts[0]?.provider).to.equal(provider);
      expect(error.message).to.equal(`No credentials from ${provider}: ${error.attempts[0]?.reason}`);
      filled.set(provider, (filled.get(provider) ?? new Set()).add(failure));
    });

  it('stands in the documentation, row by row', () => {
    for (const { provider, failure, says } of failureCases)
      expect(docs).to.include(`| ${provider} | ${failure} | ${says} |\n`);
  });

  after(() => {
    const width = Math.max(...[...filled.keys()].map((name) => name.length));
    const rows = [...filled].map(
      ([provider, seen]) =>
        `    ${provider.padEnd(width)} ${failures.map((name) => (seen.has(name) ? '✔' : '·').padStart(name.length)).join('  ')}`,
    );
    console.log([`    ${' '.repeat(width)} ${failures.join('  ')}`, ...rows].join('\n'));
  });
});
