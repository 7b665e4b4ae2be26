import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { encodePairs, type QueryPair } from '../../src/auth/signing/canonical-request.js';
import { sign, type RequestToSign, type SigningScope } from '../../src/auth/signing/signer.js';
import { SigningKeys, signingKey } from '../../src/auth/signing/signing-key.js';

interface Vector {
  readonly name: string;
  readonly configuredHost: string;
  readonly region: string;
  readonly service: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly request: {
    readonly method: 'GET' | 'POST';
    readonly query: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly signature: string;
}

const vectors = JSON.parse(
  readFileSync(new URL('../facts/signing-vectors.json', import.meta.url), 'utf8'),
) as readonly Vector[];

function partsOf(vector: Vector): [RequestToSign, SigningScope] {
  const { method, query, headers, body } = vector.request;
  const { accessKeyId, secretAccessKey, region, service } = vector;
  const sessionToken = headers['x-security-token'];
  const pairs = [...new URLSearchParams(query)] as QueryPair[];
  return [
    {
      method,
      body,
      query: encodePairs(pairs),
      host: vector.configuredHost,
      contentType: headers['content-type'] ?? '',
    },
    {
      credentials: { accessKeyId, secretAccessKey, sessionToken },
      region,
      service,
      dateTime: headers['x-date'] ?? '',
    },
  ];
}

describe('sign', () => {
  it('agrees byte for byte with all 13 vectors', () => {
    const agreeing = vectors.filter((vector) => {
      const signed = sign(...partsOf(vector));
      expect(signed.canonicalRequest, vector.name).to.equal(vector.canonicalRequest);
      expect(signed.stringToSign, vector.name).to.equal(vector.stringToSign);
      expect(signed.signature, vector.name).to.equal(vector.signature);
      const { host, ...headers } = vector.request.headers;
      expect(host, vector.name).to.equal(vector.configuredHost);
      expect(signed.headers, vector.name).to.deep.equal(headers);
      return true;
    });
    expect(agreeing).to.have.length(13);
  });

  it('signs further x- headers and content-md5, sorted by name, and sends others unsigned', () => {
    const [request, scope] = partsOf(vectors[0] as Vector);
    const headers = { 'x-zone': ' b ', 'content-md5': 'q', 'x-a': '1', traceparent: 't' };
    const signed = sign({ ...request, headers }, scope);
    expect(signed.headers['authorization']).to.contain(
      'SignedHeaders=content-md5;content-type;host;x-a;x-content-sha256;x-date;x-zone,',
    );
    expect(signed.canonicalRequest).to.contain('\nx-zone:b\n').and.not.contain('traceparent');
    expect(signed.headers).to.include(headers);
  });

  it('signs the session token together with further headers', () => {
    const [request, scope] = partsOf(vectors[0] as Vector);
    const credentials = { ...scope.credentials, sessionToken: 'STS' };
    const signed = sign({ ...request, headers: { 'x-zone': 'b' } }, { ...scope, credentials });
    expect(signed.headers['authorization']).to.contain('x-date;x-security-token;x-zone,');
    expect(signed.canonicalRequest).to.contain('\nx-security-token:STS\nx-zone:b\n');
  });

  it('lets no header of the caller replace one of its own, or sign a name twice', () => {
    const [request, scope] = partsOf(vectors[0] as Vector);
    const without = sign(request, scope);
    const headers = { 'x-date': '19990101T000000Z', 'x-content-sha256': 'other', authorization: 'other' };
    const signed = sign({ ...request, headers }, scope);
    expect(signed.headers).to.deep.equal(without.headers);
    expect(signed.canonicalRequest).to.equal(without.canonicalRequest);
  });

  it('neither signs nor sends a header that is undefined', () => {
    const [request, scope] = partsOf(vectors[0] as Vector);
    const headers = { 'x-zone': undefined, 'content-md5': undefined, traceparent: undefined };
    const unset = headers as unknown as Record<string, string>;
    expect(sign({ ...request, headers: unset }, scope)).to.deep.equal(sign(request, scope));
  });

  it('changes the signature with each part of the request', () => {
    const [request, scope] = partsOf(vectors[3] as Vector);
    const changed: [RequestToSign, SigningScope][] = [
      [{ ...request, body: `${request.body} ` }, scope],
      [{ ...request, query: `${request.query}x` }, scope],
      [{ ...request, host: 'other.example' }, scope],
      [{ ...request, method: 'GET' }, scope],
      [request, { ...scope, region: 'cn-shanghai' }],
      [request, { ...scope, service: 'ecs' }],
      [request, { ...scope, dateTime: '20260102T030406Z' }],
    ];
    const signatures = [[request, scope] as const, ...changed].map((parts) => sign(...parts).signature);
    expect(new Set(signatures)).to.have.property('size', 8);
  });
});

describe('SigningKeys', () => {
  const names = fc.stringMatching(/^[a-z]{1,3}$/);

  it('gives the key that the chain gives, kept or not', () => {
    const keys = new SigningKeys(4);
    fc.assert(
      fc.property(names, names, names, names, (secret, day, region, service) => {
        expect(keys.of(secret, day, region, service)).to.deep.equal(signingKey(secret, day, region, service));
      }),
    );
  });

  it('never takes over the key of another secret, day, region or service', () => {
    type Parts = Parameters<typeof signingKey>;
    const first: Parts = ['secret', '20260101', 'cn-beijing', 'ecs'];
    const others: Parts[] = [
      ['other', '20260101', 'cn-beijing', 'ecs'],
      ['secret', '20260102', 'cn-beijing', 'ecs'],
      ['secret', '20260101', 'cn-shanghai', 'ecs'],
      ['secret', '20260101', 'cn-beijing', 'vpc'],
    ];
    for (const other of others) {
      const keys = new SigningKeys();
      for (const parts of [first, other, first, other, other])
        expect(keys.of(...parts), other.join(' ')).to.deep.equal(signingKey(...parts));
    }
  });

  it('keeps a key while others are used in between', () => {
    const keys = new SigningKeys();
    const first = keys.of('secret', '20260101', 'cn-beijing', 'ecs');
    keys.of('secret', '20260101', 'cn-beijing', 'vpc');
    expect(keys.of('secret', '20260101', 'cn-beijing', 'ecs')).to.equal(first);
    expect(keys.size).to.equal(2);
  });

  it('makes a key once, and never keeps more than it may', () => {
    const keys = new SigningKeys(10);
    const first = keys.of('secret', '20260101', 'cn-beijing', 'ecs');
    expect(keys.of('secret', '20260101', 'cn-beijing', 'ecs')).to.equal(first);
    for (let day = 0; day < 500; day++) keys.of('secret', String(day), 'cn-beijing', 'ecs');
    expect(keys.size).to.equal(10);
    expect(keys.of('secret', '20260101', 'cn-beijing', 'ecs')).to.not.equal(first);
  });
});

describe('encodePairs', () => {
  it('is read back by any decoder, sorted by name in code units', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        const read = [...new URLSearchParams(encodePairs(pairs))];
        expect(read).to.deep.equal([...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
      }),
    );
  });

  it('keeps pairs of one name in their own order', () => {
    const pairs: QueryPair[] = [
      ['b', '2'],
      ['a', '3'],
      ['b', '1'],
      ['a', '0'],
      ['b', '3'],
    ];
    expect(encodePairs(pairs)).to.equal('a=3&a=0&b=2&b=1&b=3');
  });

  it('leaves only letters, digits and -._~ as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (value) => {
        expect(encodePairs([['n', value]])).to.match(/^n=([A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/);
      }),
    );
  });
});
