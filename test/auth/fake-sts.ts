import { checkSignature, readClaim, signingKey } from '../../src/emulator/http/verify-signature.js';
import { FakeServer, type FakeResponse, type FakeRequest } from './fake-server.js';
import { secrets, start } from './provider-context.js';

/** Keys as STS answers with them; the nth has the id `AKTPn`. */
export function roleResponse(n = 1, expiry: Readonly<Record<string, unknown>> = {}): FakeResponse {
  return [
    200,
    {
      ResponseMetadata: { RequestId: `request-${n}`, Action: 'AssumeRole' },
      Result: {
        Credentials: {
          AccessKeyId: `AKTP${n}`,
          SecretAccessKey: secrets.secretAccessKey,
          SessionToken: secrets.sessionToken,
          ...(Object.keys(expiry).length > 0 ? expiry : { ExpiredTime: isoAfter(3600) }),
        },
      },
    },
  ];
}

export function refusal(status: number, code: string, message = 'No.'): FakeResponse {
  return [status, { ResponseMetadata: { RequestId: 'request-x', Error: { Code: code, Message: message } } }];
}

/** So many seconds after the tests' time begins. */
export function isoAfter(seconds: number): string {
  return new Date(start + seconds * 1000).toISOString().replace('.000', '');
}

/** STS that gives new keys each time. */
export function startFakeSts(): Promise<FakeServer> {
  return FakeServer.start((_asked, before) => roleResponse(before + 1));
}

/** Checks the signature as a service does; throws when it isn't right. */
export function verify(asked: FakeRequest, secret: string): NonNullable<ReturnType<typeof readClaim>> {
  const request = { ...asked, query: Object.entries(asked.query), body: Buffer.from(asked.body) };
  const claim = readClaim(request);
  if (claim === undefined) throw new Error('It is not signed');
  checkSignature(request, claim, signingKey(secret, claim.scope));
  return claim;
}

export function form({ body }: FakeRequest): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body));
}
