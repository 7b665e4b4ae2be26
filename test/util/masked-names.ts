/** Every member name of the facts whose value is masked, by what it holds: a scan compares it with all names. */
export const maskedNames = {
  /** A secret, or what stands in for one. */
  secrets: [
    'APIKey APIKeyValue AccessKeySecret AccessToken AccountKey AccountPassword AccountSecret AdminPassword AgentPlanApiKey',
    'ApiKey AppSecret AuthKey BackupSecretKey BarragePwd BearerToken ClawApiKey ClientKey ClientSecret ConnectionUrl Cookie',
    'CookieToken Cookies CredentialData CredentialSecret DecodedKey DecryptionKey DefaultPassword DeviceAccessKeySecret',
    'DeviceSecret EcsPassword EncryptKey EncryptPrivateKey EncryptedBearerToken EncryptedPassword EncryptionKey',
    'EncryptionPrivateKey GenKey IAMUserSK IdToken IdentityToken ImportToken InviteToken InviterToken IsaacApiKey',
    'JupyterhubClusterKubeConfig JupyterhubJWTSecret JwtToken Kubeconfig LoginLivesaasToken LoginSecret LoginUrl',
    'MasterSecretKey ModelApiKey NewPassword OldPassword OneStepLoginUrl OpenVpnClientConfig Pass Password Plaintext',
    'PreSignedEdgeURL PreSignedURL PrivateKey ProxyPassword Psk RawKey RefreshToken RegistrationAccessToken RegistryToken SK',
    'SSECKey Secret SecretAccessKey SecretDataKey SecretKey SecretValue SessionData SessionKey SessionKeys SessionToken',
    'SignPrivateKey SignURL Sk SuperAccountPassword TargetDeviceSecret TargetKubeConfig TmpSecretKey Token UserData',
    'UserPassword UserToken VerifyCode VncUrl WindowsPassword WorkloadAccessToken XksSecretAccessKey',
    'api_key encrypt_private_key encryption_private_key image_secrets password presigned_url private_key secret',
    'secret_config secret_data session_token sk token vnc_url',
  ],
  /** An object or a list of objects with secrets in it, masked whole. */
  holders: [
    'APIKeys ApiKeys ConnectionExample ConnectionExamples Credential Credentials HTTPCookie HmacAuthCredential',
    'ImageCredential KafkaCredentials KeyAuthCredential Oauth2Credential SCIMServerCredentials SecretValues',
    'TeachAssistantLoginLinks TosRoleCredential TosStaticCredential WebPushGuestLoginLink',
  ],
  /** Ids of keys. Some services put the secret itself under the same name, so they are masked too. */
  keyIds: ['AK AccessKey Ak AppKey IAMUserAK MasterAccessKey SecondaryAppKey XksAccessKey'],
  /** Holds no secret, and is masked all the same: a narrower rule would miss one of the names above. */
  others: [
    // Signatures of data, and the sender's name of a text message.
    'Signature',
    // A switch, sent as text.
    'EnableZTIToken',
    // Settings and lists of words that are not anybody's password.
    'PasswordViewingRestriction WeakPassword WeakPasswordList UserCookie IsManualSendBarragePwd',
  ],
  /** Always a boolean, which is never masked. */
  booleans: [
    'AllowCredentials CheckPass DigitalSignature GenerateRandomPassword HasPrivateKey HideKubeconfig IsPass',
    'KeepImageCredential PasswordIsDefault ResetPassword WithToken digital_signature',
  ],
  /** Objects that say where or of which kind a secret is: their members are judged one by one. */
  descriptions: ['SecretStorage SecretVersions Secrets'],
} as const;
