import { expect } from 'chai';
import type { CredentialProvider, Credentials } from '../../src/types/credentials.js';
import { AuthenticationError, CredentialsError } from '../../src/errors/index.js';
import { FaultServer, type Reply } from './fault-server.js';
import { ok, refusal } from './replies.js';
import { errorOf } from '../support/error-of.js';
import { readTarget, sessionTo, writeTarget } from './session.js';

/** Gives numbered keys, the next ones after each refusal. */
class Rotating implements CredentialProvider {
  readonly name = 'rotating';
  generation = 1;
  readonly refused: string[] = [];

  resolve(): Promise<Credentials> {
    return Promise.resolve({
      accessKeyId: `AK${this.generation}`,
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  }

  invalidate({ accessKeyId }: Credentials): void {
    this.refused.push(accessKeyId);
    if (accessKeyId === `AK${this.generation}`) this.generation += 1;
  }
}

/** Accepts keys from a generation on. */
function accepting(from: () => number, code: string): Reply {
  return (response, received, before) => {
    const generation = Number(/Credential=AK(\d+)/.exec(received.headers['authorization'] ?? '')?.[1]);
    (generation >= from() ? ok() : refusal(401, code))(response, received, before);
  };
}

describe('credentials that expire', () => {
  let server: FaultServer;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
  });
  afterEach(() => server.stop());

  it('are dropped, got anew and used once more, also for writes and without retries', async () => {
    for (const code of ['InvalidClientTokenId', 'InvalidAccessKey', 'ExpiredToken', 'SecurityTokenExpired']) {
      const provider = new Rotating();
      server.reply(accepting(() => 2, code));
      const volc = sessionTo(server, { credentials: provider, retry: false });
      expect((await volc.send(writeTarget, {})).$metadata.attempts).to.equal(2);
      expect(provider.refused).to.deep.equal(['AK1']);
      volc.close();
    }
  });

  it('may expire in the middle of a run', async () => {
    const provider = new Rotating();
    let valid = 1;
    server.reply(accepting(() => valid, 'ExpiredToken'));
    const volc = sessionTo(server, { credentials: provider });
    const attempts: number[] = [];
    for (let call = 0; call < 9; call++) {
      valid = 1 + Math.floor(call / 3);
      attempts.push((await volc.send(readTarget, {})).$metadata.attempts);
    }
    expect(attempts).to.deep.equal([1, 1, 1, 2, 1, 1, 2, 1, 1]);
    volc.close();
  });

  it('are got anew only once a call', async () => {
    const provider = new Rotating();
    server.reply(accepting(() => 99, 'ExpiredToken'));
    const volc = sessionTo(server, { credentials: provider });
    expect(await errorOf(volc.send(readTarget, {})))
      .to.be.instanceOf(AuthenticationError)
      .and.include({ attempts: 2 });
    volc.close();
  });

  it('fail at once when they are fixed', async () => {
    server.reply(refusal(401, 'InvalidAccessKey'));
    const volc = sessionTo(server);
    expect(await errorOf(volc.send(readTarget, {})))
      .to.be.instanceOf(AuthenticationError)
      .and.include({ attempts: 1 });
    expect(server.received).to.have.length(1);
    volc.close();
  });

  it('end the call with the provider’s own error when there are no others', async () => {
    const provider = new Rotating();
    const none = new CredentialsError('The role is gone');
    const failing = {
      name: 'failing',
      resolve: () => (provider.generation > 1 ? Promise.reject(none) : provider.resolve()),
      invalidate: (refused: Credentials) => provider.invalidate(refused),
    };
    server.reply(refusal(401, 'ExpiredToken'));
    const volc = sessionTo(server, { credentials: failing });
    expect(await errorOf(volc.send(readTarget, {}))).to.equal(none);
    volc.close();
  });
});
