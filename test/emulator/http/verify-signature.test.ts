import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parsePairs } from '../../../src/catalog/decode-input.js';
import { ApiError } from '../../../src/emulator/model/api-error.js';
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

const scope = '20260102/cn-beijing/ecs/request';
const credential = `AK/${scope}`;
const signature = 'a'.repeat(64);
const authorization = (signed: string): string =>
  `HMAC-SHA256 Credential=${credential}, SignedHeaders=${signed}, Signature=${signature}`;

/** A request whose claim stands in its headers. */
function withHeaders(headers: Record<string, string | string[]>, body = ''): SignedRequest {
  return { method: 'POST', path: '/', query: [], headers, body: Buffer.from(body) };
}

/** A presigned request, by its query. */
function withQuery(query: string): SignedRequest {
  return { method: 'GET', path: '/', query: parsePairs(query), headers: {}, body: Buffer.alloc(0) };
}

const presigned = `X-Date=20260102T030405Z&X-Credential=${credential}&X-Signature=${signature}`;

function claimOf(request: SignedRequest): SignatureClaim {
  return readClaim(request) ?? expect.fail('the request has no claim');
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

  it('reads the whole claim from the headers', () => {
    const request = withHeaders({
      authorization: authorization('host;x-date'),
      'x-date': '20260102T030405Z',
      'x-security-token': 'STS',
    });
    expect(readClaim(request)).to.deep.equal({
      accessKeyId: 'AK',
      scope,
      region: 'cn-beijing',
      service: 'ecs',
      date: '20260102T030405Z',
      signedHeaders: ['host', 'x-date'],
      signature,
      isPresigned: false,
      sessionToken: 'STS',
      expiresInSeconds: undefined,
    });
  });

  it('reads the whole claim from the query', () => {
    const query = `${presigned}&X-SignedHeaders=host;x-date&X-Security-Token=STS&X-Expires=60`;
    expect(readClaim(withQuery(query))).to.deep.equal({
      accessKeyId: 'AK',
      scope,
      region: 'cn-beijing',
      service: 'ecs',
      date: '20260102T030405Z',
      signedHeaders: ['host', 'x-date'],
      signature,
      isPresigned: true,
      sessionToken: 'STS',
      expiresInSeconds: 60,
    });
    expect(readClaim(withQuery(presigned))).to.deep.include({
      signedHeaders: [],
      sessionToken: undefined,
      expiresInSeconds: undefined,
    });
  });

  it('finds no claim where there is none', () => {
    expect(readClaim(withQuery('Action=Do'))).to.equal(undefined);
    expect(readClaim(withHeaders({ host: 'a' }))).to.equal(undefined);
  });

  it('refuses an incomplete claim, and says what is missing', () => {
    const date = { 'x-date': '20260102T030405Z' };
    const whole = authorization('host;x-date');
    const cases: [SignedRequest, code: string, message: string][] = [
      [withQuery(`X-Credential=${credential}&X-Date=x`), 'MissingSignature', 'no X-Signature'],
      [withQuery(`X-Credential=${credential}&X-Date=x&X-Signature=`), 'MissingSignature', 'no X-Signature'],
      [withQuery(`X-Credential=${credential}&X-Signature=00`), 'MissingRequestInfo', 'X-Date'],
      [withHeaders({ authorization: 'Bearer x', ...date }), 'MissingSignature', 'Authorization'],
      [withHeaders({ authorization: `x ${whole}`, ...date }), 'MissingSignature', 'Authorization'],
      [withHeaders({ authorization: `${whole}0`, ...date }), 'MissingSignature', 'Authorization'],
      [withHeaders({ authorization: whole }), 'MissingRequestInfo', 'X-Date'],
      [withHeaders({ authorization: authorization('host'), ...date }), 'MissingRequestInfo', 'x-date'],
      [withQuery(presigned.replace('/request', '/other')), 'InvalidAccessKey', 'key/yyyymmdd'],
      [withQuery(presigned.replace('/20260102/', '/x20260102/')), 'InvalidAccessKey', 'key/yyyymmdd'],
      [withQuery(presigned.replace('/20260102/', '/202601020/')), 'InvalidAccessKey', 'key/yyyymmdd'],
    ];
    for (const [request, code, message] of cases)
      expect(() => readClaim(request), message)
        .to.throw(ApiError, message)
        .with.property('code', code);
  });

  it('checks each signed pair of a presigned query, and none that is not listed', () => {
    const query = `Action=Do&Extra=1&${presigned}`;
    const listed = `${query}&X-SignedQueries=Action;X-Credential;X-Date;X-SignedQueries`;
    const claim = claimOf(withQuery(listed));
    const text = canonicalRequest(withQuery(listed), claim);
    expect(text.split('\n')[2]).to.equal(
      'Action=Do&X-Credential=AK%2F20260102%2Fcn-beijing%2Fecs%2Frequest&X-Date=20260102T030405Z' +
        '&X-SignedQueries=Action%3BX-Credential%3BX-Date%3BX-SignedQueries',
    );
    expect(canonicalRequest(withQuery(`${listed}&Unsigned=2`), claim)).to.equal(text);
    expect(canonicalRequest(withQuery(listed.replace('=Do', '=Undo')), claim)).to.not.equal(text);
    // Without a list, all but the signature itself is signed.
    expect(canonicalRequest(withQuery(query), claim))
      .to.contain('Extra=1')
      .and.not.contain('X-Signature=');
    expect(canonicalRequest(withQuery(`${query}&Unsigned=2`), claim)).to.contain('Unsigned=2');
  });

  it('sorts the query by name, then by value, encoded', () => {
    const request = withQuery('b=2&a=2&b=1&a=2&%3F=%21%27%28%29%2A&~._-=%20');
    const claim = { ...claimOf(withQuery(presigned)), isPresigned: false };
    expect(canonicalRequest(request, claim).split('\n')[2]).to.equal(
      '%3F=%21%27%28%29%2A&a=2&a=2&b=1&b=2&~._-=%20',
    );
  });

  it('reads headers trimmed, joined when they come twice, and the host without a default port', () => {
    const lines = (headers: Record<string, string | string[]>): string[] => {
      const names = ['host', 'x-zone', 'x-none'];
      const claim = { ...claimOf(withQuery(presigned)), signedHeaders: names };
      return canonicalRequest(withHeaders(headers), claim).split('\n').slice(3, 6);
    };
    expect(lines({ host: 'a.example:443', 'x-zone': '  b ' })).to.deep.equal([
      'host:a.example',
      'x-zone:b',
      'x-none:',
    ]);
    expect(lines({ host: 'a.example:80', 'x-zone': ['b', 'c'] })).to.include.members([
      'host:a.example',
      'x-zone:b,c',
    ]);
    for (const port of [8080, 4433]) expect(lines({ host: `a:${port}` })[0]).to.equal(`host:a:${port}`);
    expect(lines({ host: 'a', 'x-zone': 'b:80' })[1]).to.equal('x-zone:b:80');
  });

  it('covers the body by its own hash, which the header must repeat; a presigned one covers none', () => {
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const claim = { ...claimOf(withQuery(presigned)), isPresigned: false };
    const hashOf = (body: string, of = claim, headers = {}): string | undefined =>
      canonicalRequest(withHeaders(headers, body), of).split('\n').at(-1);
    const hello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
    expect(hashOf('')).to.equal(empty);
    expect(hashOf('hello')).to.equal(hello);
    expect(hashOf('hello', claim, { 'x-content-sha256': hello })).to.equal(hello);
    expect(hashOf('hello', { ...claim, isPresigned: true })).to.equal(empty);
    expect(() => hashOf('hello', claim, { 'x-content-sha256': empty }))
      .to.throw(ApiError, 'X-Content-Sha256')
      .with.property('code', 'SignatureDoesNotMatch');
  });

  it('refuses a signature of another length, and says only that it does not match', () => {
    const request = received(vectors[0] as Vector);
    const claim = claimOf(request);
    const key = signingKey((vectors[0] as Vector).secretAccessKey, claim.scope);
    for (const other of ['', claim.signature.slice(2), `${claim.signature}00`, 'zz'])
      expect(() => checkSignature(request, { ...claim, signature: other }, key), other)
        .to.throw(ApiError, 'does not match')
        .with.property('code', 'SignatureDoesNotMatch');
  });

  it('takes a date that is close to any of the current times', () => {
    const claim = claimOf(received(vectors[0] as Vector));
    const at = Date.UTC(2026, 0, 2, 3, 4, 5);
    checkDate(claim, 0, at);
    checkDate(claim, at, 0);
    expect(() => checkDate(claim, 0, 1))
      .to.throw(ApiError)
      .with.property('code', 'InvalidTimestamp');
    expect(() => checkDate(claim)).to.throw('expired');
    for (const date of [`x${claim.date}`, `${claim.date}x`, ''])
      expect(() => checkDate({ ...claim, date }, at), date)
        .to.throw(ApiError, 'form')
        .with.property('code', 'InvalidTimestamp');
  });

  it('takes a presigned request of the future only within the usual fifteen minutes', () => {
    const claim = claimOf(withQuery(`${presigned}&X-Expires=3600`));
    const at = Date.UTC(2026, 0, 2, 3, 4, 5);
    checkDate(claim, at - 900_000);
    expect(() => checkDate(claim, at - 901_000)).to.throw('expired');
  });
});

describe('what a signature covers', () => {
  const claim: SignatureClaim = {
    ...{ accessKeyId: 'AK', date: '20260102T030405Z', scope, region: 'cn-beijing', service: 'ecs' },
    ...{
      signedHeaders: [],
      signature,
      isPresigned: false,
      sessionToken: undefined,
      expiresInSeconds: undefined,
    },
  };
  const request: SignedRequest = { method: 'GET', path: '/', query: [], headers: {}, body: Buffer.alloc(0) };
  const emptyHash = createHash('sha256').digest('hex');

  it('has an empty line in the place of headers that nobody signed', () => {
    expect(canonicalRequest(request, claim)).to.equal(`GET\n/\n\n\n\n\n${emptyHash}`);
    const signed = { ...claim, signedHeaders: ['x-date'] };
    expect(canonicalRequest({ ...request, headers: { 'x-date': 'now' } }, signed)).to.equal(
      `GET\n/\n\nx-date:now\n\nx-date\n${emptyHash}`,
    );
  });

  it('is the whole query unless the signature is in it', () => {
    const query = [
      ['X-Signature', 's'],
      ['X-SignedQueries', 'Action'],
      ['Action', 'a'],
      ['Other', 'o'],
    ] as const;
    const line = (isPresigned: boolean) =>
      canonicalRequest({ ...request, query }, { ...claim, isPresigned }).split('\n')[2];
    expect(line(false)).to.equal('Action=a&Other=o&X-Signature=s&X-SignedQueries=Action');
    expect(line(true)).to.equal('Action=a');
  });

  it('is the bytes of a header, each as one character', () => {
    const headers = { 'x-name': 'z\u00fcrich' };
    const signed = { ...claim, signedHeaders: ['x-name'] };
    const canonical = canonicalRequest({ ...request, headers }, signed);
    const of = (encoding: BufferEncoding): string => {
      const hash = createHash('sha256').update(canonical, encoding).digest('hex');
      const toSign = `HMAC-SHA256\n${claim.date}\n${scope}\n${hash}`;
      return createHmac('sha256', Buffer.from('key')).update(toSign).digest('hex');
    };
    const check = (encoding: BufferEncoding) => () =>
      checkSignature({ ...request, headers }, { ...signed, signature: of(encoding) }, Buffer.from('key'));
    expect(check('latin1')).to.not.throw();
    expect(check('utf8')).to.throw(ApiError);
  });

  it('is claimed with or without blanks between the parts', () => {
    for (const gap of ['', ' ']) {
      const value = `HMAC-SHA256 Credential=${credential},${gap}SignedHeaders=x-date,${gap}Signature=${signature}`;
      const headers = { authorization: value, 'x-date': claim.date };
      expect(readClaim({ ...request, headers })).to.deep.include({ signedHeaders: ['x-date'], signature });
    }
  });
});
