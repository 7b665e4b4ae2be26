import type { ActionHandler, Behaviour } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import {
  change,
  changeStatus,
  requireResource,
  resolveReference,
  textOf,
  textsOf,
} from '../../engine/references.js';
import { invalidStatus, inUse, invalidParameter, ApiError } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';
import { Group, groupKey, type Cause } from './group.js';
import { endLifecycleWait, groupOfPolicy, scheduleNextRun, tasks } from './tasks.js';

const policyKey = 'autoscaling.ScalingPolicy';
const configurationKey = 'autoscaling.ScalingConfiguration';
const instanceKey = 'autoscaling.ScalingInstance';

/** Refuses numbers of instances that contradict each other. */
function checkBounds(data: Readonly<Data>): void {
  const min = Number(data['MinInstanceNumber'] ?? 0);
  const max = Number(data['MaxInstanceNumber'] ?? min);
  const desired = Number(data['DesireInstanceNumber'] ?? -1);
  if (min > max) throw invalidParameter('MinInstanceNumber', 'is larger than MaxInstanceNumber');
  if (desired >= 0 && (desired < min || desired > max)) {
    throw invalidParameter('DesireInstanceNumber', 'is outside the bounds of the group');
  }
}

function membersOf(call: Call): Entity[] {
  return textsOf(call.input, 'InstanceIds').map((id) => requireResource(call, instanceKey, id));
}

/** Removes instances from a group, and reduces its desired number unless the request keeps it. */
function removeMembers(type: Cause['type'], deletes: boolean): ActionHandler {
  return (call) => {
    const group = Group.of(call);
    const members = membersOf(call);
    if (call.input['DecreaseDesiredCapacity'] !== false)
      group.setDesired(group.instances.length - members.length);
    const activity = group.remove(members, { type }, deletes);
    group.schedule('reconcile', {}, call.cloud.settleMs * 2);
    return call.result({ ScalingActivityId: activity.id });
  };
}

function setMemberStatus(status: string): ActionHandler {
  return (call) => {
    for (const member of membersOf(call)) changeStatus(call, instanceKey, member, status);
    return call.result({});
  };
}

function setPolicyStatus(status: string): ActionHandler {
  return (call) => {
    const policy = requireResource(call, policyKey, call.input['ScalingPolicyId']);
    changeStatus(call, policyKey, policy, status);
    return call.result({ ScalingPolicyId: policy.id });
  };
}

/** Groups that create and delete ECS instances to keep their desired number. */
export const autoscaling: Behaviour = {
  module: 'autoscaling',
  resourceTypes: {
    ScalingGroup: {
      idPrefix: 'scg',
      beforeCreate: (call, data) => {
        if (call.cloud.references !== 'none') checkBounds(data);
        const [subnet] = textsOf(data, 'SubnetIds').map((id) => resolveReference(call, 'vpc.Subnet', id));
        data['VpcId'] = subnet?.data['VpcId'];
        data['DesireInstanceNumber'] ??= -1;
        data['DefaultCooldown'] ??= 300;
        data['HealthCheckType'] ??= 'ECS';
        data['InstanceTerminatePolicy'] ??= 'OldestInstance';
        data['LifecycleState'] = 'InActive';
      },
      beforeUpdate: (_call, { data }, changes) => checkBounds({ ...data, ...changes }),
      afterUpdate: (call, entity) => new Group(call, entity).reconcile(),
      computed: (call, entity) => {
        const { instances } = new Group(call, entity);
        const stopped = instances.filter(({ data }) => data['Status'] === 'Standby').length;
        return { TotalInstanceCount: instances.length, StoppedInstanceCount: stopped };
      },
      filters: {
        ScalingGroupNames: ({ data }, value) => (value as unknown[]).includes(data['ScalingGroupName']),
      },
      beforeDelete: (call, entity) => {
        const group = new Group(call, entity);
        if (group.isActive) throw invalidStatus('auto_scaling', 'ScalingGroup', entity.id, 'Active');
        if (call.input['KeepInstance'] === true || group.instances.length === 0) return;
        throw inUse('ScalingGroup', entity.id, 'its instances');
      },
    },
    ScalingConfiguration: {
      idPrefix: 'scc',
      beforeCreate: (call, data) => {
        if (call.cloud.references !== 'none') requireResource(call, groupKey, data['ScalingGroupId']);
        data['LifecycleState'] = 'InActive';
      },
      beforeDelete: (_call, { id, data }) => {
        if (data['LifecycleState'] === 'Active')
          throw invalidStatus('auto_scaling', 'ScalingConfiguration', id, 'Active');
      },
    },
    ScalingPolicy: {
      idPrefix: 'scp',
      beforeCreate: (call, data) => {
        if (call.cloud.references !== 'none') requireResource(call, groupKey, data['ScalingGroupId']);
        data['Status'] = 'Active';
      },
      afterCreate: (call, policy) => {
        if (call.cloud.references !== 'none') scheduleNextRun(groupOfPolicy(call, policy), policy);
      },
    },
    LifecycleHook: { idPrefix: 'sgh' },
    ScalingInstance: { predefined: () => [] },
    ScalingActivity: { idPrefix: 'sga', predefined: () => [] },
    LifecycleActivity: { idPrefix: 'sgl', predefined: () => [] },
  },
  actions: {
    EnableScalingConfiguration: (call) => {
      const configuration = requireResource(call, configurationKey, call.input['ScalingConfigurationId']);
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
        throw new ApiError(
          'MissingParameter.LaunchTemplateId',
          'The group has neither an active configuration nor a launch template.',
        );
      }
      changeStatus(call, groupKey, group.entity, 'Active');
      group.schedule('check', {}, 0);
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
      for (const id of ids) resolveReference(call, 'ecs.Instance', id);
      if (group.instances.length + ids.length > group.number('MaxInstanceNumber')) {
        throw new ApiError(
          'ErrInstanceCountOverflow',
          'The group would exceed its maximum number of instances.',
          400,
        );
      }
      const activity = group.record({ type: 'AttachInstances' }, ids);
      for (const id of ids) group.addMember(id, 'Attached', activity);
      group.setDesired(group.instances.length);
      return call.result({ ScalingActivityId: activity.id });
    },
    DetachInstances: removeMembers('DetachInstances', false),
    RemoveInstances: removeMembers('RemoveInstances', true),
    EnterStandby: setMemberStatus('Standby'),
    ExitStandby: setMemberStatus('InService'),
    SetInstancesProtection: (call) => {
      const status = call.input['ProtectedFromScaleIn'] === true ? 'Protected' : 'InService';
      for (const member of membersOf(call)) changeStatus(call, instanceKey, member, status);
      const results = textsOf(call.input, 'InstanceIds').map((InstanceId) => ({
        InstanceId,
        Result: 'Success',
      }));
      return call.result({ InstanceProtectionResults: results });
    },
    EnableScalingPolicy: setPolicyStatus('Active'),
    DisableScalingPolicy: setPolicyStatus('InActive'),
    CompleteLifecycleActivity: (call) => {
      const activity = requireResource(
        call,
        'autoscaling.LifecycleActivity',
        call.input['LifecycleActivityId'],
      );
      const group = Group.of(call, activity.data['ScalingGroupId']);
      endLifecycleWait(group, activity.id, textOf(call.input, 'LifecycleActivityPolicy') || 'CONTINUE');
      return call.result({ LifecycleActivityId: activity.id, InstanceId: activity.data['InstanceId'] });
    },
  },
  tasks,
};
