import { expect } from 'chai';
import { first, makeNetwork, startFixture, type Fixture } from './fixture.js';
import { serverNeeds } from '../../support/server.js';

describe('the local auto scaling', () => {
  let fixture: Fixture;
  let group: Record<string, unknown>;

  const call = (action: string, input: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
    fixture.caller.call('autoscaling', action, input);
  const apiError = (action: string, input: Record<string, unknown> = {}): Promise<string> =>
    fixture.caller.apiError('autoscaling', action, input);
  const members = (): readonly Record<string, unknown>[] =>
    fixture.cloud.resources('autoscaling.ScalingInstance');
  const servers = (): number => fixture.cloud.resources('ecs.Instance').length;

  beforeEach(async () => {
    fixture = await startFixture();
    const { subnet, group: securityGroup } = await makeNetwork(fixture);
    const { ScalingGroupId } = await call('CreateScalingGroup', {
      ScalingGroupName: 'web',
      MinInstanceNumber: 1,
      MaxInstanceNumber: 5,
      DesireInstanceNumber: 2,
      DefaultCooldown: 300,
      SubnetIds: [subnet],
    });
    group = { ScalingGroupId };
    const { ScalingConfigurationId } = await call('CreateScalingConfiguration', {
      ScalingGroupId,
      ScalingConfigurationName: 'c',
      ImageId: 'image-1',
      InstanceName: 'web',
      InstanceTypes: ['ecs.c1.large'],
      SecurityGroupIds: [securityGroup],
      Volumes: [{ VolumeType: 'ESSD_PL0', Size: 40 }],
    });
    await call('EnableScalingConfiguration', { ScalingGroupId, ScalingConfigurationId });
  });
  afterEach(() => fixture.cloud.stop());

  const enable = async (): Promise<void> => {
    await call('EnableScalingGroup', group);
    fixture.settle();
  };

  it('starts as many servers as are wished when it is enabled, and tells of it', async () => {
    expect(members()).to.deep.equal([]);
    await call('EnableScalingGroup', group);
    expect(members().map(({ Status }) => Status)).to.deep.equal(['Pending', 'Pending']);
    fixture.settle();
    expect(members().map(({ Status }) => Status)).to.deep.equal(['InService', 'InService']);
    expect(fixture.cloud.resources('ecs.Instance')[0]).to.include({
      InstanceTypeId: 'ecs.c1.large',
      Status: 'RUNNING',
    });
    expect(first(await call('DescribeScalingGroups'), 'ScalingGroups')).to.include({
      LifecycleState: 'Active',
      TotalInstanceCount: 2,
    });
    expect(first(await call('DescribeScalingActivities', group), 'ScalingActivities')).to.include({
      StatusCode: 'Success',
      ActivityType: 'ScaleOut',
      ActualAdjustInstanceNumber: 2,
    });
  });

  it('follows the wished number up and down, within its bounds', async () => {
    await enable();
    const oldest = members()[0]?.['InstanceId'];
    await call('ModifyScalingGroup', { ...group, DesireInstanceNumber: 4 });
    fixture.settle();
    expect([members().length, servers()]).to.deep.equal([4, 4]);
    await call('ModifyScalingGroup', { ...group, DesireInstanceNumber: 3 });
    fixture.settle();
    fixture.settle();
    expect([members().length, servers()]).to.deep.equal([3, 3]);
    expect(members().map(({ InstanceId }) => InstanceId)).not.to.include(oldest);
    expect(await apiError('ModifyScalingGroup', { ...group, DesireInstanceNumber: 9 })).to.equal(
      'InvalidParameter.DesireInstanceNumber',
    );
  });

  it('replaces a server that somebody deleted', async () => {
    await enable();
    const lost = String(members()[0]?.['InstanceId']);
    await fixture.caller.call('ecs', 'DeleteInstance', { InstanceId: lost });
    fixture.cloud.advance('2m');
    expect(members()).to.have.length(2);
    expect(members().map(({ InstanceId }) => InstanceId)).not.to.include(lost);
  });

  it('takes servers in and lets them go again, or removes them', async () => {
    await enable();
    const { InstanceIds } = await fixture.caller.call('ecs', 'RunInstances', {
      ...serverNeeds,
      ImageId: 'i',
      InstanceName: 'own',
      ZoneId: 'cn-beijing-a',
    });
    fixture.settle();
    const [own] = InstanceIds as string[];
    await call('AttachInstances', { ...group, InstanceIds: [own] });
    fixture.settle();
    expect(members().at(-1)).to.include({ InstanceId: own, CreationType: 'Attached', Status: 'InService' });
    await call('DetachInstances', { ...group, InstanceIds: [own] });
    fixture.settle();
    expect([members().length, servers()]).to.deep.equal([2, 3]);
    await call('RemoveInstances', { ...group, InstanceIds: [members()[0]?.['InstanceId']] });
    fixture.cloud.advance('5s');
    expect([members().length, servers()]).to.deep.equal([1, 2]);
    await call('RemoveInstances', {
      ...group,
      InstanceIds: [members()[0]?.['InstanceId']],
      DecreaseDesiredCapacity: false,
    });
    fixture.cloud.advance('5s');
    expect(members()).to.have.length(1);
  });

  it('keeps a protected server when it shrinks', async () => {
    await enable();
    const [kept] = members().map(({ InstanceId }) => InstanceId);
    await call('SetInstancesProtection', { ...group, InstanceIds: [kept], ProtectedFromScaleIn: true });
    await call('ModifyScalingGroup', { ...group, DesireInstanceNumber: 1 });
    fixture.cloud.advance('5s');
    expect(members().map(({ InstanceId }) => InstanceId)).to.deep.equal([kept]);
  });

  it('runs a policy at its time, but not while it cools down', async () => {
    await enable();
    fixture.cloud.advance('10m');
    const at = (minutes: number): string => new Date(fixture.cloud.now + minutes * 60_000).toISOString();
    const policy = (name: string, minutes: number): Promise<Record<string, unknown>> =>
      call('CreateScalingPolicy', {
        ...group,
        ScalingPolicyName: name,
        ScalingPolicyType: 'Scheduled',
        AdjustmentType: 'QuantityChangeInCapacity',
        AdjustmentValue: 1,
        Cooldown: 600,
        ScheduledPolicy: { LaunchTime: at(minutes) },
      });
    await policy('first', 5);
    await policy('too soon', 8);
    await policy('later', 20);
    fixture.cloud.advance('6m');
    expect(members()).to.have.length(3);
    fixture.cloud.advance('3m');
    expect(members()).to.have.length(3);
    fixture.cloud.advance('12m');
    expect(members()).to.have.length(4);
  });

  it('lets a server wait for a lifecycle hook, until somebody says so or time runs out', async () => {
    await call('CreateLifecycleHook', {
      ...group,
      LifecycleHookName: 'h',
      LifecycleHookType: 'SCALE_OUT',
      LifecycleHookPolicy: 'REJECT',
      LifecycleHookTimeout: 600,
    });
    await enable();
    expect(members().map(({ Status }) => Status)).to.deep.equal(['PendingWait', 'PendingWait']);
    const { LifecycleActivityId } = first(
      await call('DescribeLifecycleActivities', group),
      'LifecycleActivities',
    );
    await call('CompleteLifecycleActivity', { LifecycleActivityId, LifecycleActivityPolicy: 'CONTINUE' });
    expect(members()[0]).to.include({ Status: 'InService' });
    const waiting = members()[1]?.['InstanceId'];
    fixture.cloud.advance('11m');
    expect(members().map(({ InstanceId }) => InstanceId)).not.to.include(waiting);
    expect(members()[0]).to.include({ Status: 'InService' });
  });

  it('refuses what does not go together', async () => {
    const { ScalingGroupId } = await call('CreateScalingGroup', {
      ScalingGroupName: 'e',
      MinInstanceNumber: 0,
      MaxInstanceNumber: 1,
      SubnetIds: ['subnet-1'],
    });
    expect(await apiError('EnableScalingGroup', { ScalingGroupId })).to.equal(
      'MissingParameter.LaunchTemplateId',
    );
    await enable();
    expect(await apiError('DeleteScalingGroup', group)).to.equal('ErrInvalidGroupStatus');
    await call('DisableScalingGroup', group);
    expect(await apiError('DeleteScalingGroup', group)).to.equal('InvalidScalingGroup.InUse');
    await call('DeleteScalingGroup', { ...group, KeepInstance: true });
    expect(servers()).to.equal(2);
  });
});
