import { inspect } from 'node:util';
import { expect } from 'chai';
import { CrClient } from 'volcengine-fluent/cr';
import type { Emulator } from 'volcengine-fluent/emulator';
import { KmsClient } from 'volcengine-fluent/kms';
import { lastInput, startCloud } from '../../support/cloud-fixture.js';

describe('keys, secrets and registries, by their curated methods', () => {
  let cloud: Emulator;
  let kms: KmsClient;

  before(async () => {
    cloud = await startCloud();
    kms = new KmsClient(cloud.config());
  });
  after(async () => {
    kms.close();
    await cloud.stop();
  });

  it('a key seals text and bytes and opens them with the same context only', async () => {
    const ring = await kms.keyrings().create().keyringName('ring').run();
    const key = await kms.keys().create().keyName('data').keyringName('ring').run();
    const sealed = await key.encryptData('grüße');
    expect(sealed).not.to.contain('grüße');
    expect((await key.decryptData(sealed)).toString()).to.equal('grüße');
    const bytes = Uint8Array.from([0, 255, 1]);
    const bound = await key.encryptData(bytes, { context: { tenant: 'a' } });
    expect([...(await key.decryptData(bound, { context: { tenant: 'a' } }))]).to.deep.equal([0, 255, 1]);
    expect(await key.decryptData(bound).catch((error: Error) => error.name)).to.equal('ServiceError');
    const data = await key.createDataKey({ bytes: 16, context: { tenant: 'a' } });
    expect(data.plaintext).to.have.length(16);
    expect(await key.decryptData(data.ciphertext, { context: { tenant: 'a' } })).to.deep.equal(
      data.plaintext,
    );
    expect(inspect(data) + JSON.stringify(data)).not.to.contain(data.plaintext.toString('base64'));
    expect({ ...data }).to.have.keys('ciphertext');
    const keys = await ring.keys().toArray();
    expect(keys.map(({ id }) => id)).to.deep.equal([key.id]);
  });

  it('a secret tells and changes its value, version by version', async () => {
    const secret = await kms
      .secrets()
      .create()
      .from({ SecretName: 'db', SecretType: 'Generic', SecretValue: 'hunter1' })
      .run();
    expect(await secret.value()).to.equal('hunter1');
    await secret.putValue('hunter2', { versionName: 'v2' });
    expect(await secret.value()).to.equal('hunter2');
    expect(await secret.value({ versionName: 'v2' })).to.equal('hunter2');
    const versions = await secret.versions().list().toArray();
    expect(versions).to.have.length(2);
    const [, first] = versions;
    expect(await secret.value({ versionId: first?.versionID as string })).to.equal('hunter1');
    expect(JSON.stringify(cloud.requests)).not.to.contain('hunter');
  });

  it('a registry gives a login, and a repository the tags that were pushed', async () => {
    const cr = new CrClient(kms.session);
    const registry = await cr.registries().create().name('reg').run();
    const login = await registry.loginToken();
    expect(login.token).to.be.a('string').with.length.greaterThan(0);
    expect(inspect(login) + JSON.stringify(login)).not.to.contain(login.token);
    await registry.setPassword('hunter2-Hunter2');
    expect(lastInput(cloud, 'SetUser')).to.include({ Registry: 'reg' });
    await registry.setPublicEndpoint(true);
    expect(lastInput(cloud, 'UpdatePublicEndpoint')).to.deep.equal({ Registry: 'reg', Enabled: true });
    expect(JSON.stringify(cloud.requests)).not.to.contain('hunter');
    const team = await registry.namespaces().create().name('team').run();
    const web = await cr
      .repositories()
      .create()
      .from({ Registry: 'reg', Namespace: team.id, Name: 'web' })
      .run();
    await web.imageTags().toArray();
    expect(lastInput(cloud, 'ListTags')).to.include({
      Registry: 'reg',
      Namespace: 'team',
      Repository: 'web',
    });
  });
});
