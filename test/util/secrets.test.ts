import { expect } from 'chai';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { isSensitiveHeader, isSensitiveMember } from '../../src/util/secrets.js';

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
