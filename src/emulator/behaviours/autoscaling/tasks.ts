import type { Engine } from '../../engine/engine.js';
import { timeValue } from '../../engine/lifecycle.js';
import type { Call } from '../../engine/call.js';
import { change, changeStatus, objectsOf, textOf } from '../../engine/references.js';
import type { Data, Entity } from '../../state/store.js';
import { checkEveryMs, Group, groupKey } from './group.js';

type Details = Readonly<Record<string, unknown>>;

const instanceKey = 'autoscaling.ScalingInstance';

/** The group that a task is about, unless it is gone. */
function groupOf(engine: Engine, details: Details): Group | undefined {
  const account = String(details['account']);
  const caller = { account, accessKeyId: '', principal: { kind: 'root', name: 'root' } } as const;
  const call = engine.callOf('autoscaling', 'DescribeScalingGroups', {}, caller, String(details['region']));
  const entity = call.collection(groupKey).get(String(details['ScalingGroupId']));
  return entity && new Group(call, entity);
}

function memberOf(group: Group, details: Details): Entity | undefined {
  return group.call.collection(instanceKey).get(String(details['InstanceId']));
}

export const tasks = {
  'autoscaling.reconcile': (engine: Engine, details: Details): void => groupOf(engine, details)?.reconcile(),
  'autoscaling.check': (engine: Engine, details: Details): void => {
    const group = groupOf(engine, details);
    if (!group?.isActive) return;
    group.reconcile();
    group.later('check', {}, checkEveryMs);
  },
  'autoscaling.serve': (engine: Engine, details: Details): void => {
    const group = groupOf(engine, details);
    const member = group && memberOf(group, details);
    // It may have been protected or put aside meanwhile.
    const isComing = member && textOf(member.data, 'Status').startsWith('Pending');
    if (isComing) changeStatus(group.call, instanceKey, member, 'InService');
  },
  'autoscaling.leave': (engine: Engine, details: Details): void => {
    const group = groupOf(engine, details);
    const member = group && memberOf(group, details);
    if (!member) return;
    group.call.collection(instanceKey).remove(member);
    const isThere = group.call.collection('ecs.Instance').get(member.id);
    if (member.data['deletes'] === true && isThere) {
      group.call.invoke('ecs', 'DeleteInstance', { InstanceId: member.id });
    }
  },
  'autoscaling.finish': (engine: Engine, details: Details): void => {
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
  'autoscaling.hookTimeout': (engine: Engine, details: Details): void => {
    const group = groupOf(engine, details);
    if (group) endLifecycle(group, String(details['LifecycleActivityId']));
  },
  'autoscaling.execute': (engine: Engine, details: Details): void => {
    const group = groupOf(engine, details);
    const policy = group?.call
      .collection('autoscaling.ScalingPolicy')
      .get(String(details['ScalingPolicyId']));
    if (group && policy) executePolicy(group, policy);
  },
};

/** Lets a waiting instance go on: into the group or out of it, as the hook or the one who ends the wait says. */
export function endLifecycle(group: Group, id: string, policy?: string): Entity | undefined {
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
    // What may not come in goes the way of what leaves.
    if (member.data['Status'] === 'PendingWait') change(call, instanceKey, member, { deletes: true });
    group.later('leave', { InstanceId: member.id }, 0);
  }
  return activity;
}

/** Changes the wished number as a policy says, unless the group still cools down. */
function executePolicy(group: Group, policy: Entity): void {
  planNext(group, policy);
  if (!group.isActive || policy.data['Status'] !== 'Active' || group.isCooling) return;
  const value = Number(policy.data['AdjustmentValue'] ?? 0);
  const now = group.instances.length;
  const wanted: Readonly<Record<string, number>> = {
    TotalCapacity: value,
    QuantityChangeInCapacity: now + value,
    PercentChangeInCapacity: now + Math.sign(value) * Math.ceil((now * Math.abs(value)) / 100),
  };
  const target = group.clamp(wanted[textOf(policy.data, 'AdjustmentType')] ?? now);
  group.setDesired(target);
  const cooldown = policy.data['Cooldown'];
  const cause = typeof cooldown === 'number' ? { cooldownSeconds: cooldown } : {};
  if (target > now) group.scaleOut(target - now, { type: 'ScaleOut', ...cause });
  else if (target < now) group.scaleIn(now - target, { type: 'ScaleIn', ...cause });
}

/** Puts off the next run of a policy that goes by time. */
export function planNext(group: Group, policy: Entity): void {
  const { LaunchTime, RecurrenceType, RecurrenceEndTime } = (policy.data['ScheduledPolicy'] ?? {}) as Data;
  const first = Date.parse(String(LaunchTime));
  if (Number.isNaN(first)) return;
  const days = { Daily: 1, Weekly: 7 }[String(RecurrenceType)];
  let next = first;
  while (days !== undefined && next <= group.call.now) next += days * 86_400_000;
  const end = Date.parse(String(RecurrenceEndTime));
  if (next <= group.call.now || next > (Number.isNaN(end) ? Infinity : end)) return;
  group.later('execute', { ScalingPolicyId: policy.id }, next - group.call.now);
}

/** A call's group, where it names one, and else its policy's. */
export function groupOfPolicy(call: Call, policy: Entity): Group {
  return Group.of(call, policy.data['ScalingGroupId']);
}
