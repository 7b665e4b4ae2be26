import type { Condition } from './condition.js';

const actionsOnKeys = [
  'ArchiveKey',
  'AsymmetricDecrypt',
  'AsymmetricEncrypt',
  'AsymmetricSign',
  'AsymmetricVerify',
  'CancelArchiveKey',
  'CancelKeyDeletion',
  'DeleteKeyMaterial',
  'DescribeKey',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'Encrypt',
  'GenerateDataKey',
  'GenerateMac',
  'ImportKeyMaterial',
  'ReplicateKey',
  'ScheduleKeyDeletion',
  'UpdateKey',
  'UpdatePrimaryRegion',
  'VerifyMac',
];

/** Conditional requirements of keys and certificates, by the service's module name. */
export const securityConditions: Readonly<Record<string, readonly Condition[]>> = {
  kms: [
    // Actions on a key name it by its id, or by its keyring and its name: CLI, Terraform kms_key_archive and others.
    ...actionsOnKeys.map((action) => ({
      shape: `${action}Request`,
      oneOf: [['KeyID'], ['KeyringName', 'KeyName']],
    })),
    { shape: 'ReEncryptRequest', oneOf: [['NewKeyID'], ['NewKeyringName', 'NewKeyName']] },
    // DeleteKeyring, UpdateKeyring, QueryKeyring: CLI.
    ...['DeleteKeyring', 'UpdateKeyring', 'QueryKeyring'].map((action) => ({
      shape: `${action}Request`,
      oneOf: [['KeyringID'], ['KeyringName']],
    })),
    // CreateCustomKeyStore, ImportKeyMaterial: CLI.
    {
      shape: 'CreateCustomKeyStoreRequest',
      members: ['XksProxyUriEndpoint'],
      when: { XksProxyConnectivity: ['PUBLIC_ENDPOINT'] },
    },
    {
      shape: 'ImportKeyMaterialRequest',
      members: ['ValidTo'],
      when: { ExpirationModel: ['KEY_MATERIAL_EXPIRES'] },
    },
  ],
  certificateservice: [
    // CertificateAddOrganization, CertificateUpdateOrganization, ImportCertificate, QuickApplyCertificate: CLI.
    ...['CertificateAddOrganizationRequest', 'CertificateUpdateOrganizationRequest'].map((shape) => ({
      shape,
      members: ['Name', 'Country', 'Province', 'City', 'Address'],
      when: { Type: ['Enterprise'] },
    })),
    { shape: 'ImportCertificateRequest', oneOf: [['CertificateInfo'], ['GmCertificateInfo']] },
    { shape: 'QuickApplyCertificateRequest', oneOf: [['CommonName'], ['Csr']] },
  ],
};
