import { expect } from 'chai';
import { ResourceError } from '../../src/errors/index.js';
import type { Resource } from '../../src/resources/resource.js';
import { FakeCloud } from '../support/fake-cloud.js';
import { errorOf } from '../support/error-of.js';

const attachment = { TransitRouterAttachmentId: 'tr-attach-1', Status: 'Available' };

/** A cloud with one attachment, and what made it. */
function transitRouters(): FakeCloud {
  return new FakeCloud(({ action }) =>
    action.startsWith('Describe') ? { TransitRouterAttachments: [attachment] } : attachment,
  );
}

describe('how a resource is addressed', () => {
  it('by an update that takes the id inside of an object or of a list, whatever the caller sets', async () => {
    const cloud = new FakeCloud();
    const sent = (): unknown => cloud.last?.request;
    const item = cloud.collection('livesaas20230801', 'AwardItem').handle(7);
    await item
      .update()
      .from({ AwardItem: { AwardItemName: 'cup' } })
      .run();
    expect(sent()).to.deep.equal({ AwardItem: { AwardItemName: 'cup', Id: 7 } });
    const rule = cloud.collection('alb', 'Rule').handle({ ListenerId: 'lsn-1', RuleId: 'rule-1' });
    await rule
      .update()
      .from({ Rules: [{ Description: 'a' }] })
      .run();
    expect(sent()).to.deep.equal({
      ListenerId: 'lsn-1',
      Rules: [{ Description: 'a', RuleId: 'rule-1' }],
    });
    expect(rule.update().toJSON()).to.deep.include({ Rules: [{ RuleId: 'rule-1' }] });
    const checker = cloud.collection('graph', 'ConfChecker').handle(3);
    await checker.perform('ValidateConfChecker', { ConfChecker: { Name: 'n' } });
    expect(sent()).to.deep.equal({ ConfChecker: { Name: 'n', Id: 3 } });
  });

  it('by its project, where it has a name that is unique within one', async () => {
    const research = { CollectionName: 'docs', ProjectName: 'research' };
    const cloud = new FakeCloud(({ action }) =>
      action.startsWith('List') ? { Collections: [research] } : research,
    );
    const found = (await cloud.collection('vikingdb', 'VikingdbCollection').list().first()) as Resource;
    await found.reload();
    expect(cloud.last?.request).to.deep.equal(research);
    await found.update().from({ Description: 'd' }).run();
    expect(cloud.last?.request).to.deep.equal({ ...research, Description: 'd' });
    await found.delete();
    expect(cloud.last?.request).to.deep.equal(research);
  });

  it('by a member that an action spells otherwise', async () => {
    const cloud = new FakeCloud(() => ({ Data: [{ Uid: 'c-1', Name: 'n' }] }));
    const provider = cloud
      .collection('id', 'IdentityProvider')
      .handle({ UserPoolUid: 'pool-1', ConnectionUid: 'c-1' });
    await provider.reload();
    expect(cloud.last?.request).to.include({ UserPoolUID: 'pool-1' });
    await provider.delete();
    expect(cloud.last?.request).to.deep.equal({ UserPoolUid: 'pool-1', ConnectionUid: 'c-1' });
  });

  it('remembers what its reading needs from its creation', async () => {
    const cloud = transitRouters();
    const made = (await cloud
      .collection('transitrouter', 'TransitRouterVpcAttachment')
      .create()
      .from({ TransitRouterId: 'tr-1', VpcId: 'vpc-1', AttachPoints: [{ SubnetId: 's', ZoneId: 'z' }] })
      .run()) as Resource;
    await made.reload();
    expect(cloud.last?.request).to.include({ TransitRouterId: 'tr-1' });
    expect(cloud.last?.request['TransitRouterAttachmentIds']).to.deep.equal(['tr-attach-1']);
  });

  it('remembers it from the list it was found in', async () => {
    const cloud = transitRouters();
    const list = cloud
      .collection('transitrouter', 'TransitRouterVpcAttachment')
      .list({ TransitRouterId: 'tr-1' });
    const found = (await list.first()) as Resource;
    await found.reload();
    expect(cloud.last?.request).to.include({ TransitRouterId: 'tr-1' });
    await found.delete();
    expect(cloud.last?.request).to.deep.equal({ TransitRouterAttachmentId: 'tr-attach-1' });
  });

  it('is deleted by another member where the service wants that: a key pair by its name', async () => {
    const keyPair = { KeyPairId: 'kp-1', KeyPairName: 'shop' };
    const cloud = new FakeCloud(({ action, request }) =>
      action !== 'DescribeKeyPairs'
        ? {}
        : { KeyPairs: String(request['KeyPairIds']) === 'kp-1' ? [keyPair] : [] },
    );
    const keyPairs = cloud.collection('ecs', 'KeyPair');
    await keyPairs.handle('kp-1').delete();
    expect(cloud.sent.map(({ action }) => action)).to.deep.equal(['DescribeKeyPairs', 'DeleteKeyPairs']);
    expect(cloud.last?.request).to.deep.equal({ KeyPairNames: ['shop'] });
    await (await keyPairs.get('kp-1')).delete();
    expect(cloud.sent.slice(2).map(({ action }) => action)).to.deep.equal([
      'DescribeKeyPairs',
      'DeleteKeyPairs',
    ]);
    await keyPairs.handle('kp-2').delete();
    expect(cloud.sent.slice(4).map(({ action }) => action)).to.deep.equal(['DescribeKeyPairs']);
  });

  it('is not deleted where what it is deleted by was not read', async () => {
    const cloud = new FakeCloud(() => ({ KeyPairs: [{ KeyPairId: 'kp-1' }] }));
    const error = await errorOf(cloud.collection('ecs', 'KeyPair').handle('kp-1').delete());
    expect(error).to.be.instanceOf(ResourceError);
    expect(error.message).to.equal('An ecs.KeyPair is deleted by its KeyPairName, which its data lacks');
    expect(cloud.last?.action).to.equal('DescribeKeyPairs');
  });

  it('takes it from the caller, and names it where it is missing', async () => {
    const cloud = transitRouters();
    const attachments = cloud.collection('transitrouter', 'TransitRouterVpcAttachment');
    await attachments.get({ TransitRouterAttachmentId: 'tr-attach-1', TransitRouterId: 'tr-1' });
    expect(cloud.sent).to.have.length(1);
    const error = await errorOf(attachments.get('tr-attach-1'));
    expect(error).to.be.instanceOf(ResourceError);
    expect(error.message).to.equal(
      'Reading a transitrouter.TransitRouterVpcAttachment needs TransitRouterId besides its id: pass both as an object',
    );
    expect(cloud.sent).to.have.length(1);
  });

  it('has an own id where the facts name only its parents', async () => {
    const cloud = new FakeCloud(({ action }) =>
      action === 'DescribeRules' ? { Rules: [{ RuleId: 'r-1' }, { RuleId: 'r-2' }] } : {},
    );
    const rules = cloud.collection('alb', 'Rule');
    const rule = await rules.get({ ListenerId: 'lsn-1', RuleId: 'r-2' });
    expect([rule.id, rule.identity]).to.deep.equal(['r-2', { ListenerId: 'lsn-1', RuleId: 'r-2' }]);
    await rule.delete();
    expect(cloud.last?.request).to.deep.equal({ ListenerId: 'lsn-1', RuleIds: ['r-2'] });
  });

  it('is sent as the type that each action takes', async () => {
    const cloud = new FakeCloud();
    await cloud.collection('fwcenter', 'DnsControlPolicy').handle(7).delete();
    expect(cloud.last?.request).to.deep.equal({ RuleId: '7' });
  });

  it('is nothing where there is but one', async () => {
    const cloud = new FakeCloud(() => ({ Organization: { ID: 'org-1', Name: 'one' } }));
    const organization = await cloud.collection('organization', 'Organization').get();
    expect(organization.data).to.deep.equal({ ID: 'org-1', Name: 'one' });
    await organization.delete();
    expect(cloud.last?.action).to.equal('DeleteOrganization');
  });

  it('is looked for among all that a response holds', async () => {
    const cloud = new FakeCloud(() => ({ DBEndpoints: [{ EndpointId: 'e-1' }, { EndpointId: 'e-2' }] }));
    const identity = { InstanceId: 'm-1', EndpointId: 'e-2' };
    const endpoint = await cloud.collection('mongodb', 'DBEndpoint').get(identity);
    expect(endpoint.data).to.deep.equal({ EndpointId: 'e-2' });
    const none = cloud.collection('mongodb', 'DBEndpoint').exists({ ...identity, EndpointId: 'e-3' });
    expect(await none).to.equal(false);
  });

  it('gives one resource for each id that the caller chose', async () => {
    const cloud = new FakeCloud();
    const made = (await cloud
      .collection('dcdn', 'Domain')
      .create()
      .from({ Domains: ['a.example.com', 'b.example.com'] } as object)
      .run({ validate: false })) as Resource[];
    expect(made.map(({ id }) => id)).to.deep.equal(['a.example.com', 'b.example.com']);
  });

  it('follows a change of what its reading needs', async () => {
    const cloud = new FakeCloud(() => ({ Rules: [{ RuleId: 'r-1' }] }));
    const rule = cloud
      .collection('config', 'Rule')
      .handle({ RuleId: 'r-1', RuleName: 'old', TemplateId: 't-1' });
    await rule.update().from({ RuleName: 'new' }).run({ validate: false });
    await rule.reload();
    expect(cloud.last?.request).to.include({ RuleName: 'new' });
  });

  it('says whose it is where the caller’s own is meant without it: the access key of another user', async () => {
    const cloud = new FakeCloud(({ action }) =>
      action === 'ListAccessKeys'
        ? { AccessKeyMetadata: [{ AccessKeyId: 'AKLT1', UserName: 'dan' }] }
        : { AccessKey: { AccessKeyId: 'AKLT2' } },
    );
    const keys = cloud.collection('iam', 'AccessKey');
    const listed = (await keys.list({ UserName: 'dan' }).first()) as Resource;
    await listed.reload();
    expect(cloud.last?.request).to.deep.equal({ UserName: 'dan' });
    await listed.delete();
    expect(cloud.last?.request).to.deep.equal({ AccessKeyId: 'AKLT1', UserName: 'dan' });
    const made = (await keys.create().from({ UserName: 'dan' }).run()) as Resource;
    await made.delete();
    expect(cloud.last?.request).to.deep.equal({ AccessKeyId: 'AKLT2', UserName: 'dan' });
    await keys.handle('AKLT3').delete();
    expect(cloud.last?.request).to.deep.equal({ AccessKeyId: 'AKLT3' });
  });
});
