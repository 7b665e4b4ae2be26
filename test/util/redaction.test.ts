import { expect } from 'chai';
import {
  isSensitiveMember,
  redact,
  redactHeaders,
  redactKeepingShape,
  redactText,
  secretsIn,
} from '../../src/util/secrets.js';

const secret = `p@ss w/rd&<"'\\é~+*)`;

describe('a secret that a service repeats', () => {
  const rfc3986 = encodeURIComponent(secret).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const json = JSON.stringify(secret).slice(1, -1);
  const forms: Readonly<Record<string, string>> = {
    'as it is': secret,
    'by encodeURIComponent': encodeURIComponent(secret),
    'by RFC 3986': rfc3986,
    'by RFC 3986 in lower case': rfc3986.replace(/%../g, (code) => code.toLowerCase()),
    'in a form': new URLSearchParams({ a: secret }).toString().slice(2),
    'encoded twice': encodeURIComponent(encodeURIComponent(secret)),
    'in JSON': json,
    'in JSON as Go writes it': json.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`),
    'in JSON as ASCII': json.replace(/[^\x20-\x7e]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`),
    'in JSON with escaped slashes': json.replaceAll('/', '\\/'),
    'in JSON within JSON': JSON.stringify(json).slice(1, -1),
    'in HTML': secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&#34;')
      .replaceAll("'", '&#39;'),
  };
  for (const [name, form] of Object.entries(forms))
    it(`is taken out ${name}`, () => {
      expect(redactText(`before ${form} after`, [secret])).to.equal('before [redacted] after');
    });

  it('is known from lists and objects under a sensitive name too', () => {
    const request = {
      Passwords: ['first-one', { Any: 'second-one' }],
      Credentials: { AccessKeyId: 'AKLT-id', SecretAccessKey: 'third-one' },
    };
    expect(secretsIn(request)).to.have.members(['first-one', 'second-one', 'third-one']);
  });
});

describe('the names of secrets', () => {
  it('include those of URLs that are keys, of VPN configurations and of passwords in short', () => {
    for (const name of [
      ...[
        'OpenVpnClientConfig',
        'VncUrl',
        'vnc_url',
        'PreSignedURL',
        'PreSignedEdgeURL',
        'presigned_url',
        'SignURL',
      ],
      ...['LoginUrl', 'OneStepLoginUrl', 'ConnectionUrl', 'ConnectionExample', 'GenKey', 'DB_PASS', 'PGPASS'],
    ])
      expect(isSensitiveMember(name), name).to.equal(true);
    for (const name of ['NextToken', 'PasswordStatus', 'KeyPairName', 'ImageUrl', 'ConnectionId'])
      expect(isSensitiveMember(name), name).to.equal(false);
  });

  it('are found in pairs of any spelling', () => {
    for (const pair of [
      { Key: 'DB_PASS', Value: 's3cret' },
      { name: 'PGPASS', value: 's3cret' },
      { ConfigItemKey: 'redis.password', ConfigItemValue: 's3cret' },
      { ParamKey: 'secret_key', ParamValue: 's3cret' },
      { ParameterName: 'ApiKey', ParameterValue: 's3cret' },
    ])
      for (const hide of [redact, redactKeepingShape])
        expect(JSON.stringify(hide([pair]))).to.not.contain('s3cret');
    expect(redact({ Key: 'DATABASE_URL', Value: 'postgres://me:s3cret@db.test/x?sslmode=on' })).to.deep.equal(
      {
        Key: 'DATABASE_URL',
        Value: 'postgres://[redacted]@db.test/x?sslmode=on',
      },
    );
    expect(redact({ Key: 'COLOUR', Value: 'blue' })).to.deep.equal({ Key: 'COLOUR', Value: 'blue' });
  });

  it('are found in the queries of URLs, under whatever member', () => {
    for (const name of [
      'X-Tos-Signature',
      'X-Signature',
      'Signature',
      'sign',
      'sig',
      'auth_key',
      'token',
      'X-Security-Token',
      'X-Credential',
      'password',
      'ticket',
    ])
      expect(redact({ DownloadUrl: `https://a.test/b?x=1&${name}=s3cret&y=2` }), name).to.deep.equal({
        DownloadUrl: `https://a.test/b?x=1&${name}=[redacted]&y=2`,
      });
  });

  it('are found in headers, their values, and the address of a redirect', () => {
    expect(
      redactHeaders(
        {
          location: 'https://gw.test/?Action=A&Password=s3cret',
          'x-echo': 's3cret!',
          'set-cookie': 'a',
          date: 'now',
        },
        ['s3cret!'],
      ),
    ).to.deep.equal({
      location: 'https://gw.test/?[redacted]',
      'x-echo': '[redacted]',
      'set-cookie': '[redacted]',
      date: 'now',
    });
  });
});
