import { createHash, createHmac } from 'node:crypto';
import { expect } from 'chai';
import { encodePairs } from '../../src/auth/signing/canonical-request.js';
import { presignQuery } from '../../src/auth/signing/presigner.js';
import { ConfigError } from '../../src/errors/index.js';

const scope = {
  credentials: { accessKeyId: 'AKLTexample', secretAccessKey: 'secret-example==' },
  region: 'cn-beijing',
  service: 'rds_mysql',
  dateTime: '20260102T030405Z',
};
const pairs = [
  ['Action', 'ConnectDatabase'],
  ['Version', '2022-01-01'],
  ['DBUser', 'a b'],
] as const;

/** The signature made a second time, from the words of the wire facts. */
function expectedSignature(query: string, headerLines: string, signedHeaders: string): string {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const canonical = ['GET', '/', query, headerLines, signedHeaders, hash('')].join('\n');
  const toSign = [
    'HMAC-SHA256',
    scope.dateTime,
    '20260102/cn-beijing/rds_mysql/request',
    hash(canonical),
  ].join('\n');
  const key = ['20260102', 'cn-beijing', 'rds_mysql', 'request'].reduce<string | Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    scope.credentials.secretAccessKey,
  );
  return createHmac('sha256', key).update(toSign).digest('hex');
}

describe('presignQuery', () => {
  it('signs the sorted query with the host', () => {
    const query = presignQuery({ pairs, host: 'rds.example:443', expiresInSeconds: 900 }, scope);
    const [signedPart = '', signature] = query.split('&X-Signature=');
    expect(signature).to.equal(expectedSignature(signedPart, 'host:rds.example\n', 'host'));
    expect(Object.fromEntries(new URLSearchParams(signedPart))).to.deep.equal({
      Action: 'ConnectDatabase',
      DBUser: 'a b',
      Version: '2022-01-01',
      'X-Algorithm': 'HMAC-SHA256',
      'X-Credential': 'AKLTexample/20260102/cn-beijing/rds_mysql/request',
      'X-Date': '20260102T030405Z',
      'X-Expires': '900',
      'X-NotSignBody': '',
      'X-SignedHeaders': 'host',
      'X-SignedQueries':
        'Action;DBUser;Version;X-Algorithm;X-Credential;X-Date;X-Expires;X-NotSignBody;X-SignedHeaders;X-SignedQueries',
    });
  });

  it('has one empty line for its headers when the host is not signed', () => {
    const query = presignQuery({ pairs }, scope);
    const [signedPart = '', signature] = query.split('&X-Signature=');
    expect(signature).to.equal(expectedSignature(signedPart, '\n', ''));
    expect(new URLSearchParams(signedPart).get('X-SignedHeaders')).to.equal('');
    expect(query).to.not.contain('X-Expires');
  });

  it('appends the session token after signing, unlisted', () => {
    const sessionToken = 'STS/token+=';
    const without = presignQuery({ pairs }, scope);
    const query = presignQuery({ pairs }, { ...scope, credentials: { ...scope.credentials, sessionToken } });
    expect(query).to.equal(`${without}&X-Security-Token=STS%2Ftoken%2B%3D`);
  });

  it('refuses a member with the name of one of its own, in any spelling', () => {
    const names = ['X-Date', 'X-NotSignBody', 'X-Credential', 'X-Algorithm', 'X-SignedHeaders'];
    names.push('X-SignedQueries', 'X-Expires', 'X-Signature', 'X-Security-Token');
    for (const name of names.flatMap((each) => [each, each.toLowerCase(), each.toUpperCase()]))
      expect(() => presignQuery({ pairs: [...pairs, [name, 'x']] }, scope), name).to.throw(
        ConfigError,
        `${name} belongs to the signature, and cannot be a member of the request`,
      );
    expect(() => presignQuery({ pairs: [...pairs, ['X-Other', 'x']] }, scope)).to.not.throw();
  });

  it('leaves the pairs that it was given as they were', () => {
    const given = [...pairs];
    presignQuery({ pairs: given }, scope);
    encodePairs(given);
    expect(given).to.deep.equal(pairs);
  });
});
