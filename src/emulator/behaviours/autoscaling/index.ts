import type { Behaviour } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { change, changeStatus, existing, referred, textOf, textsOf } from '../../engine/references.js';
import { badStatus, inUse, invalidParameter, Refusal } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';
import { Group, groupKey, type Cause } from './group.js';
import { endLifecycle, groupOfPolicy, planNext, tasks } from './tasks.js';

const policyKey = 'autoscaling.ScalingPolicy';
const configurationKey = 'autoscaling.ScalingConfiguration';
const instanceKey = 'autoscaling.ScalingInstance';

function checkBounds(data: Readonly<Data>): void {
  const min = Number(data['MinInstanceNumber'] ?? 0);
  const max = Number(data['MaxInstanceNumber'] ?? min);
  const wished = Number(data['DesireInstanceNumber'] ?? -1);
  if (min > max) throw invalidParameter('MinInstanceNumber', 'is more than MaxInstanceNumber');
  if (wished >= 0 && (wished < min || wished > max)) {
    throw invalidParameter('DesireInstanceNumber', 'lies outside of the bounds');
  }
}

function membersOf(call: Call): Entity[] {
  return textsOf(call.input, 'InstanceIds').map((id) => existing(call, instanceKey, id));
}

/** Lets members go, and the wished number with them unless it is to stay. */
function release(type: Cause['type'], deletes: boolean): (call: Call) => Data {
  return (call) => {
    const group = Group.of(call);
    const members = membersOf(call);
    if (call.input['DecreaseDesiredCapacity'] !== false)
      group.setDesired(group.instances.length - members.length);
    const activity = group.remove(members, { type }, deletes);
    group.later('reconcile', {}, call.world.settleMs * 2);
    return call.result({ ScalingActivityId: activity.id });
  };
}

function setMembers(status: string): (call: Call) => Data {
  return (call) => {
    for (const member of membersOf(call)) changeStatus(call, instanceKey, member, status);
    return call.result({});
  };
}

function setPolicy(status: string): (call: Call) => Data {
  return (call) => {
    const policy = existing(call, policyKey, call.input['ScalingPolicyId']);
    changeStatus(call, policyKey, policy, status);
    return call.result({ ScalingPolicyId: policy.id });
  };
}

/** Groups that keep themselves at their number of instances, by real instances of ecs. */
export const autoscaling: Behaviour = {
  module: 'autoscaling',
  nouns: {
    ScalingGroup: {
      idPrefix: 'scg',
      beforeCreate: (call, data) => {
        if (call.world.references !== 'none') checkBounds(data);
        const [subnet] = textsOf(data, 'SubnetIds').map((id) => referred(call, 'vpc.Subnet', id));
        data['VpcId'] = subnet?.data['VpcId'];
        data['DesireInstanceNumber'] ??= -1;
        data['DefaultCooldown'] ??= 300;
        data['HealthCheckType'] ??= 'ECS';
        data['InstanceTerminatePolicy'] ??= 'OldestInstance';
        data['LifecycleState'] = 'InActive';
      },
      beforeUpdate: (_call, { data }, changes) => checkBounds({ ...data, ...changes }),
      afterUpdate: (call, entity) => new Group(call, entity).reconcile(),
      present: (call, entity) => {
        const { instances } = new Group(call, entity);
        const stopped = instances.filter(({ data }) => data['Status'] === 'Standby').length;
        return { TotalInstanceCount: instances.length, StoppedInstanceCount: stopped };
      },
      filters: {
        ScalingGroupNames: ({ data }, value) => (value as unknown[]).includes(data['ScalingGroupName']),
      },
      beforeDelete: (call, entity) => {
        const group = new Group(call, entity);
        if (group.isActive) throw badStatus('auto_scaling', 'ScalingGroup', entity.id, 'Active');
        if (call.input['KeepInstance'] === true || group.instances.length === 0) return;
        throw inUse('ScalingGroup', entity.id, 'its instances');
      },
    },
    ScalingConfiguration: {
      idPrefix: 'scc',
      beforeCreate: (call, data) => {
        if (call.world.references !== 'none') existing(call, groupKey, data['ScalingGroupId']);
        data['LifecycleState'] = 'InActive';
      },
      beforeDelete: (_call, { id, data }) => {
        if (data['LifecycleState'] === 'Active')
          throw badStatus('auto_scaling', 'ScalingConfiguration', id, 'Active');
      },
    },
    ScalingPolicy: {
      idPrefix: 'scp',
      beforeCreate: (call, data) => {
        if (call.world.references !== 'none') existing(call, groupKey, data['ScalingGroupId']);
        data['Status'] = 'Active';
      },
      afterCreate: (call, policy) => {
        if (call.world.references !== 'none') planNext(groupOfPolicy(call, policy), policy);
      },
    },
    LifecycleHook: { idPrefix: 'sgh' },
    ScalingInstance: { given: () => [] },
    ScalingActivity: { idPrefix: 'sga', given: () => [] },
    LifecycleActivity: { idPrefix: 'sgl', given: () => [] },
  },
  actions: {
    EnableScalingConfiguration: (call) => {
      const configuration = existing(call, configurationKey, call.input['ScalingConfigurationId']);
      const group = Group.of(call);
      for (const other of [...call.collection(configurationKey).where('ScalingGroupId', group.entity.id)]) {
        changeStatus(call, configurationKey, other, other === configuration ? 'Active' : 'InActive');
      }
      change(call, groupKey, group.entity, { ActiveScalingConfigurationId: configuration.id });
      return call.result({ ScalingConfigurationId: configuration.id });
    },
    EnableScalingGroup: (call) => {
      const group = Group.of(call);
      const { data, id } = group.entity;
      if (!textOf(data, 'ActiveScalingConfigurationId') && !textOf(data, 'LaunchTemplateId')) {
        throw new Refusal(
          'MissingParameter.LaunchTemplateId',
          'The group has no active configuration and no template.',
        );
      }
      changeStatus(call, groupKey, group.entity, 'Active');
      group.later('check', {}, 0);
      return call.result({ ScalingGroupId: id });
    },
    DisableScalingGroup: (call) => {
      const { entity } = Group.of(call);
      changeStatus(call, groupKey, entity, 'InActive');
      return call.result({ ScalingGroupId: entity.id });
    },
    AttachInstances: (call) => {
      const group = Group.of(call);
      const ids = textsOf(call.input, 'InstanceIds');
      for (const id of ids) referred(call, 'ecs.Instance', id);
      if (group.instances.length + ids.length > group.number('MaxInstanceNumber')) {
        throw new Refusal(
          'ErrInstanceCountOverflow',
          'The group would have more instances than its maximum.',
          400,
        );
      }
      const activity = group.record({ type: 'AttachInstances' }, ids);
      for (const id of ids) group.join(id, 'Attached', activity);
      group.setDesired(group.instances.length);
      return call.result({ ScalingActivityId: activity.id });
    },
    DetachInstances: release('DetachInstances', false),
    RemoveInstances: release('RemoveInstances', true),
    EnterStandby: setMembers('Standby'),
    ExitStandby: setMembers('InService'),
    SetInstancesProtection: (call) => {
      setMembers(call.input['ProtectedFromScaleIn'] === true ? 'Protected' : 'InService')(call);
      const results = textsOf(call.input, 'InstanceIds').map((InstanceId) => ({
        InstanceId,
        Result: 'Success',
      }));
      return call.result({ InstanceProtectionResults: results });
    },
    EnableScalingPolicy: setPolicy('Active'),
    DisableScalingPolicy: setPolicy('InActive'),
    CompleteLifecycleActivity: (call) => {
      const activity = existing(call, 'autoscaling.LifecycleActivity', call.input['LifecycleActivityId']);
      const group = Group.of(call, activity.data['ScalingGroupId']);
      endLifecycle(group, activity.id, textOf(call.input, 'LifecycleActivityPolicy') || 'CONTINUE');
      return call.result({ LifecycleActivityId: activity.id, InstanceId: activity.data['InstanceId'] });
    },
  },
  tasks,
};
