import { createHash, createHmac } from 'node:crypto';
import { expect } from 'chai';
import { ConfigError } from '../../src/errors/index.js';
import { signingKey } from '../../src/emulator/http/verify-signature.js';
import { buildAuthToken, type AuthTokenOptions } from '../../src/auth/signing/rds-auth-token.js';
import { start } from './provider-context.js';

const options: AuthTokenOptions = {
  credentials: { accessKeyId: 'AKLTexample', secretAccessKey: 'secret-example==' },
  region: 'cn-beijing',
  instanceId: 'mysql-1f4a',
  dbUser: 'app user',
  date: new Date(start),
};

const pairsOf = (token: string): [string, string][] => [...new URLSearchParams(token)];

describe('a token for an RDS MySQL database', () => {
  it('is a presigned query without the host', () => {
    const { 'X-Signature': signature, ...query } = Object.fromEntries(pairsOf(buildAuthToken(options)));
    expect(signature).to.match(/^[0-9a-f]{64}$/);
    expect(query).to.deep.equal({
      Action: 'ConnectDatabase',
      Version: '2022-01-01',
      DBUser: 'app user',
      InstanceId: 'mysql-1f4a',
      'X-Algorithm': 'HMAC-SHA256',
      'X-Credential': 'AKLTexample/20260102/cn-beijing/rds_mysql/request',
      'X-Date': '20260102T030405Z',
      'X-Expires': '900',
      'X-HOST': 'https://rds-mysql.cn-beijing.volcengineapi.com',
      'X-NotSignBody': '',
      'X-SignedHeaders': '',
      'X-SignedQueries':
        'Action;DBUser;InstanceId;Version;X-Algorithm;X-Credential;X-Date;X-Expires;X-HOST;X-NotSignBody;X-SignedHeaders;X-SignedQueries',
    });
  });

  it('carries the token of temporary keys, a life and an endpoint of its own', () => {
    const credentials = { ...options.credentials, sessionToken: 'tok/en==' };
    const token = buildAuthToken({
      ...options,
      credentials,
      expiresInSeconds: 60,
      endpoint: 'http://127.0.0.1:8080',
    });
    expect(Object.fromEntries(pairsOf(token))).to.include({
      'X-Security-Token': 'tok/en==',
      'X-Expires': '60',
      'X-HOST': 'http://127.0.0.1:8080',
    });
  });

  it('may live for one second, the shortest life', () => {
    const token = buildAuthToken({ ...options, expiresInSeconds: 1 });
    expect(pairsOf(token)).to.deep.include(['X-Expires', '1']);
  });

  it('is signed over all of it, with one empty line where the headers would be', () => {
    const token = buildAuthToken(options);
    const [query = '', signature] = token.split('&X-Signature=');
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    const canonical = `GET\n/\n${query}\n\n\n\n${hash('')}`;
    const scope = '20260102/cn-beijing/rds_mysql/request';
    const toSign = `HMAC-SHA256\n20260102T030405Z\n${scope}\n${hash(canonical)}`;
    const key = signingKey('secret-example==', scope);
    expect(signature).to.equal(createHmac('sha256', key).update(toSign).digest('hex'));
  });

  it('says what is missing or unfit', () => {
    expect(() => buildAuthToken({ ...options, dbUser: '' })).to.throw(
      ConfigError,
      'RDS auth token: set dbUser',
    );
    expect(() => buildAuthToken({ ...options, expiresInSeconds: 0 })).to.throw(
      ConfigError,
      'expiresInSeconds',
    );
  });
});
