import { expect } from 'chai';
import { Volcengine } from '../../src/client/volcengine.js';
import type { CredentialProvider, Credentials } from '../../src/types/credentials.js';
import { Emulator } from '../../src/emulator/emulator.js';
import { AuthenticationError } from '../../src/errors/index.js';
import { assumeRole } from '../../src/auth/providers/assume-role.js';
import { assumeRoleWithOidc } from '../../src/auth/providers/assume-role-with-oidc.js';
import { assumeRoleWithSaml } from '../../src/auth/providers/assume-role-with-saml.js';
import { RecordingClock } from '../support/recording-clock.js';
import { secrets, providerContext } from './provider-context.js';

const whoAmI = { service: 'sts', version: '2018-01-01', action: 'GetCallerIdentity' };

describe("the local cloud's temporary keys", () => {
  let cloud: Emulator;
  let volc: Volcengine;
  let userKey: Credentials;

  beforeEach(async () => {
    cloud = await new Emulator({ clock: 'virtual' }).start();
    volc = new Volcengine({ ...cloud.config(), proxy: false, env: {}, retry: false });
    const Action = ['sts:AssumeRole', 'sts:AssumeRoleWithOIDC', 'sts:AssumeRoleWithSAML'];
    const Principal = { IAM: [`trn:iam::${cloud.account}:root`], Federated: ['*'] };
    const TrustPolicyDocument = JSON.stringify({ Statement: [{ Effect: 'Allow', Action, Principal }] });
    cloud.call('iam', 'CreateRole', { RoleName: 'deploy', TrustPolicyDocument });
    cloud.call('iam', 'CreateUser', { UserName: 'ann' });
    // The keys of the account itself may not assume roles.
    const { AccessKey } = cloud.call('iam', 'CreateAccessKey', { UserName: 'ann' });
    const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey as Record<string, string>;
    userKey = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  });

  afterEach(async () => {
    volc.close();
    await cloud.stop();
  });

  const providers: Readonly<Record<string, () => CredentialProvider>> = {
    AssumeRole: () =>
      assumeRole({
        source: userKey,
        accountId: cloud.account,
        roleName: 'deploy',
        endpoint: cloud.url,
      }),
    AssumeRoleWithOIDC: () =>
      assumeRoleWithOidc({
        roleTrn: `trn:iam::${cloud.account}:role/deploy`,
        token: secrets.oidcToken,
        endpoint: cloud.url,
      }),
    AssumeRoleWithSAML: () =>
      assumeRoleWithSaml({
        accountId: cloud.account,
        roleName: 'deploy',
        samlProvider: 'idp',
        assertion: secrets.assertion,
        endpoint: cloud.url,
      }),
  };

  for (const [name, make] of Object.entries(providers)) {
    it(`of ${name} pass its signature check, and are refused once they have ended`, async () => {
      const keys = await make().resolve({ ...providerContext(), clock: new RecordingClock() });
      const { Trn } = await volc.call(whoAmI, {}, { credentials: keys });
      expect(Trn).to.equal(`trn:iam::${cloud.account}:role/deploy`);
      cloud.advance('1h');
      const error = await volc.call(whoAmI, {}, { credentials: keys }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(AuthenticationError).and.have.property('code', 'InvalidClientTokenId');
    });

    it(`of ${name} are replaced when they have ended, without the caller's help`, async () => {
      const credentials = make();
      await volc.call(whoAmI, {}, { credentials });
      cloud.advance('1h');
      expect(await volc.call(whoAmI, {}, { credentials })).to.have.property('IdentityType', 'AssumedRole');
      const exchanges = cloud.requests.filter(({ action }) => action === name);
      expect(exchanges).to.have.length(2);
    });
  }

  it('are refused with another token, and without one', async () => {
    const { accessKeyId, secretAccessKey } = await assumeRole({
      source: userKey,
      accountId: cloud.account,
      roleName: 'deploy',
      endpoint: cloud.url,
    }).resolve({ ...providerContext(), clock: new RecordingClock() });
    for (const sessionToken of ['another', undefined]) {
      const credentials = { accessKeyId, secretAccessKey, sessionToken };
      const error = await volc.call(whoAmI, {}, { credentials }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(AuthenticationError);
    }
  });
});
