import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parsePairs } from '../../../src/catalog/decode-input.js';
import {
  canonicalRequest,
  checkDate,
  checkSignature,
  readClaim,
  signingKey,
  type SignatureClaim,
  type SignedRequest,
} from '../../../src/emulator/http/verify-signature.js';

interface Vector {
  readonly name: string;
  readonly secretAccessKey: string;
  readonly canonicalRequest: string;
  readonly signature: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly headers: Record<string, string>;
    readonly body: string;
  };
}

const vectors = JSON.parse(
  readFileSync(new URL('../../facts/signing-vectors.json', import.meta.url), 'utf8'),
) as Vector[];

function received({ request }: Vector): SignedRequest {
  return { ...request, query: parsePairs(request.query), body: Buffer.from(request.body) };
}

describe('the check of signatures', () => {
  it('reads the same text from every known request, and finds its signature right', () => {
    for (const vector of vectors) {
      const request = received(vector);
      const claim = readClaim(request) as SignatureClaim;
      expect(canonicalRequest(request, claim), vector.name).to.equal(vector.canonicalRequest);
      expect(claim.signature, vector.name).to.equal(vector.signature);
      checkSignature(request, claim, signingKey(vector.secretAccessKey, claim.scope));
    }
    expect(vectors).to.have.length(13);
  });

  it('refuses a request of which one signed byte changed', () => {
    let refused = 0;
    for (const vector of vectors) {
      const request = received(vector);
      const claim = readClaim(request) as SignatureClaim;
      const key = signingKey(vector.secretAccessKey, claim.scope);
      const changed: SignedRequest[] = [
        { ...request, method: request.method === 'GET' ? 'POST' : 'GET' },
        { ...request, path: '/x' },
        { ...request, query: [...request.query, ['More', '1']] },
        { ...request, headers: { ...request.headers, host: 'example.com' } },
        { ...request, headers: { ...request.headers, 'content-type': 'text/html' } },
        { ...request, body: Buffer.from(`${vector.request.body} `) },
      ];
      for (const other of changed) {
        expect(() => checkSignature(other, claim, key), vector.name).to.throw(/signature|X-Content-Sha256/i);
        refused += 1;
      }
      expect(() => checkSignature(request, claim, signingKey('another', claim.scope))).to.throw('signature');
    }
    expect(refused).to.equal(vectors.length * 6);
  });

  it('takes a signature from fifteen minutes before until fifteen minutes after its date', () => {
    const claim = readClaim(received(vectors[0] as Vector)) as SignatureClaim;
    const at = Date.UTC(2026, 0, 2, 3, 4, 5);
    for (const off of [-900_000, 0, 900_000]) checkDate(claim, at + off);
    for (const off of [-901_000, 901_000]) expect(() => checkDate(claim, at + off)).to.throw('expired');
  });

  it('refuses a date that is none, or not that of the scope', () => {
    const claim = readClaim(received(vectors[0] as Vector)) as SignatureClaim;
    const at = Date.UTC(2026, 0, 2, 3, 4, 5);
    expect(() => checkDate({ ...claim, date: '2026-01-02T03:04:05Z' }, at)).to.throw('form');
    expect(() => checkDate({ ...claim, scope: '20260103/cn-beijing/vpc/request' }, at)).to.throw('expired');
  });

  it('lets a presigned request live as long as it says', () => {
    const claim = readClaim({
      ...received(vectors[0] as Vector),
      headers: {},
      query: parsePairs(
        'X-Date=20260102T030405Z&X-Credential=AK/20260102/cn-beijing/ecs/request&X-SignedHeaders=&X-Signature=00&X-Expires=3600',
      ),
    }) as SignatureClaim;
    const at = Date.UTC(2026, 0, 2, 3, 4, 5);
    checkDate(claim, at + 3_600_000);
    expect(() => checkDate(claim, at + 3_601_000)).to.throw('expired');
  });
});
