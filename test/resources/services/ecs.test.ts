import { Buffer } from 'node:buffer';
import { expect } from 'chai';
import { EcsClient, type Instance } from 'volcengine-fluent/ecs';
import { Emulator } from 'volcengine-fluent/emulator';
import { StorageEbsClient } from 'volcengine-fluent/storageebs';
import { VpcClient } from 'volcengine-fluent/vpc';

describe('curated resources of ecs and storage', () => {
  let cloud: Emulator;
  let ecs: EcsClient;
  let web: Instance;
  let subnetId: string;
  const soon = { wait: { delayMs: 5 } };
  const last = () => cloud.requests.at(-1)!;

  before(async () => {
    cloud = await new Emulator({ settleMs: 5, references: 'none' }).start();
    ecs = new EcsClient(cloud.config());
    const vpc = new VpcClient(ecs.session);
    const network = await vpc.vpcs().create().cidr('10.0.0.0/16').run(soon);
    const subnet = await network.subnets().create().cidr('10.0.1.0/24').zone('cn-beijing-a').run(soon);
    subnetId = subnet.id;
    web = await ecs
      .instances()
      .create()
      .name('web')
      .type('ecs.g1.large')
      .zone('cn-beijing-a')
      .image('image-1')
      .keyPairName('key')
      .networkInterface((nic) => nic.subnet(subnetId).securityGroup('sg-1').securityGroup('sg-2'))
      .networkInterface((nic) => nic.subnet(subnetId).securityGroup('sg-1'))
      .volume((volume) => volume.type('ESSD_PL0').size(40))
      .run(soon);
  });
  after(async () => {
    ecs.close();
    await cloud.stop();
  });

  it('lead from an instance to what it is made of, without a call', async () => {
    const before = cloud.requests.length;
    expect([web.type, web.zone]).to.deep.equal(['ecs.g1.large', 'cn-beijing-a']);
    expect(web.subnets().map(({ id }) => id)).to.deep.equal([subnetId]);
    expect(web.securityGroups().map(({ id }) => id)).to.deep.equal(['sg-1', 'sg-2']);
    expect(web.interfaces()).to.have.lengthOf(2);
    expect(web.privateIps()).to.have.lengthOf(2);
    expect(cloud.requests.length).to.equal(before);
    await web.resize({ InstanceType: 'ecs.g1.xlarge' }).catch(() => undefined);
    expect(last().action).to.equal('ModifyInstanceSpec');
  });

  it('run a script on an instance and give what it left behind', async () => {
    const run = await web.runScript('uptime', { name: 'how long' });
    const [output] = await run.output({ delayMs: 5 });
    expect(output).to.include({ instanceId: web.id, status: 'Success', exitCode: 0 });
    expect(output?.output).to.be.a('string');
    await run.reload();
    expect(Buffer.from(run.commandContent, 'base64').toString()).to.equal('uptime');
    expect(run.invocationName).to.equal('how long');
  });

  it('run a saved command on several instances', async () => {
    const command = await ecs.commands().create().name('greet').commandContent('ZWNobyBoaQ==').run();
    expect((await command.reload()).type).to.equal('Shell');
    const run = await command.runOn([web, 'i-2'], { parameters: { who: 'you' } });
    expect(last().input).to.deep.include({ InstanceIds: [web.id, 'i-2'], Parameters: '{"who":"you"}' });
    expect(await run.output({ delayMs: 5 })).to.have.lengthOf(2);
  });

  it('share images, hand out keys, choose versions and look into deployment sets', async () => {
    const image = await ecs.images().create().name('golden').instance(web.id).run();
    await image.shareWith(['2100000009']);
    await image.unshareFrom(['2100000009']);
    expect(last().input).to.deep.include({ ImageId: image.id, RemoveAccounts: ['2100000009'] });

    const pair = await ecs.keyPairs().create().name('team').run();
    await pair.attachTo(web);
    expect((await web.reload()).keyPairName).to.equal('team');
    await pair.detachFrom([web]);
    expect(last().action).to.equal('DetachKeyPair');

    const template = await ecs.launchTemplates().create().name('web').run();
    await ecs.launchTemplateVersions().create().launchTemplateId(template.id).run();
    await template.versions().toArray();
    expect(last().input).to.include({ LaunchTemplateId: template.id });
    await template.useVersion(1);
    expect(last().input).to.include({ LaunchTemplateId: template.id, DefaultVersionNumber: 1 });

    const set = await ecs.deploymentSets().create().name('apart').run();
    expect(await set.instances().toArray()).to.deep.equal([]);
    expect(last().input).to.deep.include({ DeploymentSetIds: [set.id] });
  });

  it('attach, grow and roll back volumes', async () => {
    const ebs = new StorageEbsClient(ecs.session);
    const volume = await ebs
      .volumes()
      .create()
      .name('data')
      .volumeType('ESSD_PL0')
      .size('20')
      .zone(web.zone)
      .run(soon);
    expect([volume.data.Kind, volume.type, volume.instance()]).to.deep.equal(['data', 'ESSD_PL0', undefined]);
    await volume.attachTo(web, { deleteWithInstance: false });
    await volume.waitUntil('attached', { delayMs: 5 });
    expect(volume.instance()?.id).to.equal(web.id);
    expect((await web.attachedVolumes().toArray()).map(({ id }) => id)).to.include(volume.id);
    const snapshot = await volume.snapshots().create().name('before').run(soon);
    await volume.growTo(30);
    await volume.waitUntil('attached', { delayMs: 5 });
    await volume.waitUntil('attached', { delayMs: 5 });
    await volume.detachFrom(web);
    await volume.waitUntil('available', { delayMs: 5 });
    expect(String(volume.data.Size)).to.equal('30');
    await volume.rollBackTo(snapshot);
    expect(last().input).to.include({ VolumeId: volume.id, SnapshotId: snapshot.id });
  });
});
