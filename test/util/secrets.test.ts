import { expect } from 'chai';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import {
  isSensitiveHeader,
  isSensitiveMember,
  redact,
  redactKeepingShape,
  secretsIn,
} from '../../src/util/secrets.js';
import { maskedNames } from './masked-names.js';

const secret = [
  'Password AccountPassword AdminPassword NewPassword password BarragePwd Passphrase',
  'SecretAccessKey SecretKey AccessKeySecret Secret ClientSecret DeviceSecret secret_data SecretValue',
  'SessionToken Token AccessToken IdToken RefreshToken BearerToken OIDCToken JwtToken session_token IdentityToken',
  'PrivateKey private_key EncryptPrivateKey ApiKey APIKey api_key APIKeyValue AuthKey EncryptionKey DecryptionKey',
  'UserData Kubeconfig Plaintext Cookie Cookies SK sk Sk AK IAMUserSK Psk SAMLResp VerifyCode Credential Credentials',
  'Signature ConnectionString MasterSecretKey BackupSecretKey XksSecretAccessKey SSECKey',
].flatMap((line) => line.split(' '));

const open = [
  'ClientToken NextToken PageToken NextPageToken ContinueToken IdempotenceToken MaxTokens TotalTokens InputTokens',
  'TokenCount TokenUrl Tokenizer Task Risk Disk SystemDisk Mask Name Key Value InstanceId ImageId ZoneId Description',
  'KeyPairName PasswordType SecretName SecretType SecretTrn APIKeyId ApiKeyName CredentialProviderTrn PublicKey',
  'PrivateIpAddress PrivateDNSName Certificate CertificateId PrimaryKey TagKey ObjectKey CacheKey RequestId Status',
].flatMap((line) => line.split(' '));

describe('the rule for secrets', () => {
  it('finds members that hold one', () => {
    expect(secret.filter((name) => !isSensitiveMember(name))).to.deep.equal([]);
  });

  it('leaves the others readable', () => {
    expect(open.filter(isSensitiveMember)).to.deep.equal([]);
  });

  it('finds headers that hold one', () => {
    const held = [
      'authorization',
      'Proxy-Authorization',
      'x-security-token',
      'cookie',
      'Set-Cookie',
      'X-Api-Key',
    ];
    expect(held.filter((name) => !isSensitiveHeader(name))).to.deep.equal([]);
    const free = ['content-type', 'date', 'keep-alive', 'x-date', 'x-content-sha256', 'retry-after', 'host'];
    expect(free.filter(isSensitiveHeader)).to.deep.equal([]);
  });

  it('masks of the facts what the list says, which a person has judged', () => {
    const names = new Set<string>();
    for (const service of serviceNames())
      for (const shape of Object.values(loadService(service).shapes))
        for (const name of Object.keys(shape)) if (isSensitiveMember(name)) names.add(name);
    const listed = Object.values(maskedNames).flatMap((lines) => lines.flatMap((line) => line.split(' ')));
    expect([...names].sort()).to.deep.equal(listed.sort());
  });

  it('masks no boolean, and goes into objects that describe secrets', () => {
    const open = {
      HasPrivateKey: true,
      ResetPassword: false,
      Secrets: [{ SecretName: 'db', State: 'Enabled' }],
    };
    const closed = {
      Secrets: [{ SecretName: 'db', SecretValue: 'canary-1', Versions: [{ Plaintext: 'canary-2' }] }],
      SecretStorage: { Kind: 'own', Password: 'canary-3' },
      Secret: 'canary-4',
      image_secrets: ['canary-5'],
      SecretVersions: ['canary-6'],
      Credentials: { Any: 'canary-7' },
    };
    expect(redact(open)).to.deep.equal(open);
    expect(redactKeepingShape(open)).to.deep.equal(open);
    for (const hide of [redact, redactKeepingShape])
      expect(JSON.stringify(hide(closed))).to.not.contain('canary');
    expect(secretsIn(closed).sort()).to.deep.equal([1, 2, 3, 4, 5, 6, 7].map((number) => `canary-${number}`));
  });

  it('finds every member of the facts whose name speaks of a password or a secret key', () => {
    const missed = new Set<string>();
    for (const service of serviceNames())
      for (const shape of Object.values(loadService(service).shapes))
        for (const [name, member] of Object.entries(shape))
          if (
            /(password|passwd|secretkey|secretaccesskey|privatekey|accesstoken)$/i.test(name) &&
            member.type === 'string'
          )
            if (!isSensitiveMember(name)) missed.add(name);
    expect([...missed]).to.deep.equal([]);
  });
});
