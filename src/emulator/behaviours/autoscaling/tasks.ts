import type { TaskRunner } from '../../engine/behaviour.js';
import type { Call, EngineAccess } from '../../engine/call.js';
import { timeValue } from '../../engine/lifecycle.js';
import { change, changeStatus, objectsOf, textOf } from '../../engine/references.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';
import type { TaskDetails } from '../../state/schedule.js';
import { checkIntervalMs, Group, groupKey } from './group.js';

const instanceKey = 'autoscaling.ScalingInstance';

/** The group of a task, unless it was deleted. */
function groupOf(engine: EngineAccess, details: TaskDetails): Group | undefined {
  const account = String(details['account']);
  const caller = { account, accessKeyId: '', principal: { kind: 'root', name: 'root' } } as const;
  const call = engine.callFor('autoscaling', 'DescribeScalingGroups', {}, caller, String(details['region']));
  const entity = call.collection(groupKey).get(String(details['ScalingGroupId']));
  return entity && new Group(call, entity);
}

function memberOf(group: Group, details: TaskDetails): Entity | undefined {
  return group.call.collection(instanceKey).get(String(details['InstanceId']));
}

export const tasks: Readonly<Record<string, TaskRunner>> = {
  'autoscaling.reconcile': (engine, details) => groupOf(engine, details)?.reconcile(),
  'autoscaling.check': (engine, details) => {
    const group = groupOf(engine, details);
    if (!group?.isActive) return;
    group.reconcile();
    group.schedule('check', {}, checkIntervalMs);
  },
  'autoscaling.serve': (engine, details) => {
    const group = groupOf(engine, details);
    const member = group && memberOf(group, details);
    // It may have been protected or put on standby in the meantime.
    const isPending = member && textOf(member.data, 'Status').startsWith('Pending');
    if (isPending) changeStatus(group.call, instanceKey, member, 'InService');
  },
  'autoscaling.leave': (engine, details) => {
    const group = groupOf(engine, details);
    const member = group && memberOf(group, details);
    if (!member) return;
    group.call.collection(instanceKey).remove(member);
    const exists = group.call.collection('ecs.Instance').get(member.id);
    if (member.data['deletes'] === true && exists) {
      group.call.invoke('ecs', 'DeleteInstance', { InstanceId: member.id });
    }
  },
  'autoscaling.finish': (engine, details) => {
    const group = groupOf(engine, details);
    const key = 'autoscaling.ScalingActivity';
    const activity = group?.call.collection(key).get(String(details['ScalingActivityId']));
    if (!group || !activity) return;
    change(group.call, key, activity, {
      StatusCode: 'Success',
      StoppedAt: timeValue({ type: 'string' }, group.call.now),
      RelatedInstances: objectsOf(activity.data, 'RelatedInstances').map((one) => ({
        ...one,
        Status: 'Success',
      })),
    });
  },
  'autoscaling.hookTimeout': (engine, details) => {
    const group = groupOf(engine, details);
    if (group) endLifecycleWait(group, String(details['LifecycleActivityId']));
  },
  'autoscaling.execute': (engine, details) => {
    const group = groupOf(engine, details);
    const policy = group?.call
      .collection('autoscaling.ScalingPolicy')
      .get(String(details['ScalingPolicyId']));
    if (group && policy) executePolicy(group, policy);
  },
};

/**
 * Ends the wait of an instance at a lifecycle hook.
 *
 * @param policy - `CONTINUE` or `REJECT`; by default the one of the hook
 */
export function endLifecycleWait(group: Group, id: string, policy?: string): Entity | undefined {
  const { call } = group;
  const key = 'autoscaling.LifecycleActivity';
  const activity = call.collection(key).get(id);
  if (activity?.data['LifecycleActivityStatus'] !== 'Pending') return activity;
  const member = memberOf(group, activity.data);
  const isRejected = (policy ?? textOf(activity.data, 'LifecycleHookPolicy')).toUpperCase() === 'REJECT';
  change(call, key, activity, { LifecycleActivityStatus: isRejected ? 'Rejected' : 'Continue' });
  if (!member) return activity;
  if (member.data['Status'] === 'PendingWait' && !isRejected)
    changeStatus(call, instanceKey, member, 'InService');
  else {
    // A rejected new instance leaves like any other, and is deleted.
    if (member.data['Status'] === 'PendingWait') change(call, instanceKey, member, { deletes: true });
    group.schedule('leave', { InstanceId: member.id }, 0);
  }
  return activity;
}

/** Changes the number of instances by a policy, unless the group is cooling down. */
function executePolicy(group: Group, policy: Entity): void {
  scheduleNextRun(group, policy);
  if (!group.isActive || policy.data['Status'] !== 'Active' || group.isCooling) return;
  const value = Number(policy.data['AdjustmentValue'] ?? 0);
  const current = group.instances.length;
  const targets: Readonly<Record<string, number>> = {
    TotalCapacity: value,
    QuantityChangeInCapacity: current + value,
    PercentChangeInCapacity: current + Math.sign(value) * Math.ceil((current * Math.abs(value)) / 100),
  };
  const target = group.clamp(targets[textOf(policy.data, 'AdjustmentType')] ?? current);
  group.setDesired(target);
  const cooldown = policy.data['Cooldown'];
  const cause = typeof cooldown === 'number' ? { cooldownSeconds: cooldown } : {};
  if (target > current) group.scaleOut(target - current, { type: 'ScaleOut', ...cause });
  else if (target < current) group.scaleIn(current - target, { type: 'ScaleIn', ...cause });
}

/** Schedules the next run of a scheduled policy. */
export function scheduleNextRun(group: Group, policy: Entity): void {
  const { LaunchTime, RecurrenceType, RecurrenceEndTime } = (policy.data['ScheduledPolicy'] ?? {}) as Data;
  const first = Date.parse(String(LaunchTime));
  if (Number.isNaN(first)) return;
  const days = { Daily: 1, Weekly: 7 }[String(RecurrenceType)];
  let next = first;
  while (days !== undefined && next <= group.call.now) next += days * 86_400_000;
  const end = Date.parse(String(RecurrenceEndTime));
  if (next <= group.call.now || next > (Number.isNaN(end) ? Infinity : end)) return;
  group.schedule('execute', { ScalingPolicyId: policy.id }, next - group.call.now);
}

/** The group of a policy. */
export function groupOfPolicy(call: Call, policy: Entity): Group {
  return Group.of(call, policy.data['ScalingGroupId']);
}
