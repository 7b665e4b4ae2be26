import { timeValue } from '../../engine/lifecycle.js';
import type { Call } from '../../engine/call.js';
import { addEntity } from '../../engine/add-entity.js';
import {
  change,
  changeStatus,
  requireResource,
  objectsOf,
  textOf,
  textsOf,
} from '../../engine/references.js';
import { ApiError } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';
import type { Entity } from '../../state/entity.js';

export const groupKey = 'autoscaling.ScalingGroup';
const instanceKey = 'autoscaling.ScalingInstance';
const hookKey = 'autoscaling.LifecycleHook';
const lifecycleKey = 'autoscaling.LifecycleActivity';

/** How often an active group checks its instances, in milliseconds. */
export const checkIntervalMs = 60_000;

/** Why instances are added or removed; the activity records it. */
export interface Cause {
  readonly type: 'ScaleOut' | 'ScaleIn' | 'AttachInstances' | 'DetachInstances' | 'RemoveInstances';
  readonly cooldownSeconds?: number;
}

/** One scaling group, and how it adds and removes instances. */
export class Group {
  constructor(
    readonly call: Call,
    readonly entity: Entity,
  ) {}

  static of(call: Call, id: unknown = call.input['ScalingGroupId']): Group {
    return new Group(call, requireResource(call, groupKey, id));
  }

  get isActive(): boolean {
    return this.entity.data['LifecycleState'] === 'Active';
  }

  get instances(): readonly Entity[] {
    return this.call.collection(instanceKey).where('ScalingGroupId', this.entity.id);
  }

  /** A member that is a number, else the default. */
  number(member: string, defaultValue = 0): number {
    const value = this.entity.data[member];
    return typeof value === 'number' ? value : defaultValue;
  }

  /** The number of instances it should have: the desired number, else the current one, within the bounds. */
  get target(): number {
    const desired = this.number('DesireInstanceNumber', -1);
    return this.clamp(desired < 0 ? this.instances.length : desired);
  }

  /** The number of instances closest to a count that the bounds allow. */
  clamp(count: number): number {
    return Math.min(this.number('MaxInstanceNumber'), Math.max(this.number('MinInstanceNumber'), count));
  }

  /** Sets the desired number, if the group has one. */
  setDesired(count: number): void {
    if (this.number('DesireInstanceNumber', -1) < 0) return;
    change(this.call, groupKey, this.entity, { DesireInstanceNumber: this.clamp(count) });
  }

  /** Drops instances that no longer exist, then adds or removes instances to reach the target. */
  reconcile(): void {
    if (!this.isActive) return;
    for (const member of [...this.instances]) {
      if (!this.call.collection('ecs.Instance').get(member.id))
        this.call.collection(instanceKey).remove(member);
    }
    const missing = this.target - this.instances.length;
    if (missing > 0) this.scaleOut(missing, { type: 'ScaleOut' });
    else if (missing < 0) this.scaleIn(-missing, { type: 'ScaleIn' });
  }

  scaleOut(count: number, cause: Cause): void {
    const { InstanceIds } = this.call.invoke('ecs', 'RunInstances', this.#instanceRequest(count));
    const activity = this.record(cause, InstanceIds as string[]);
    for (const id of InstanceIds as string[]) this.addMember(id, 'AutoCreated', activity);
  }

  scaleIn(count: number, cause: Cause): void {
    const candidates = this.instances.filter(({ data }) => data['Status'] === 'InService');
    const isNewestFirst = /^Newest/.test(textOf(this.entity.data, 'InstanceTerminatePolicy'));
    const leaving = (isNewestFirst ? [...candidates].reverse() : candidates).slice(0, count);
    if (leaving.length > 0) this.remove(leaving, cause, true);
  }

  /** Adds an instance; it is in service after the settling time, or when its lifecycle hook ends. */
  addMember(id: string, CreationType: string, activity: Entity): void {
    const { call } = this;
    const instance = call.collection('ecs.Instance').get(id);
    const member = addEntity(
      call,
      call.resourceType(instanceKey),
      {
        InstanceId: id,
        ScalingGroupId: this.entity.id,
        ScalingConfigurationId: this.entity.data['ActiveScalingConfigurationId'],
        CreationType,
        Entrusted: CreationType === 'AutoCreated',
        ZoneId: instance?.data['ZoneId'],
        CreatedTime: timeValue({ type: 'string' }, call.now),
        Status: 'Pending',
      },
      id,
    );
    if (!this.#waitForHook('SCALE_OUT', member, activity)) this.schedule('serve', { InstanceId: id });
  }

  /** Removes instances after the settling time, or when their lifecycle hook ends; `deletes` deletes them too. */
  remove(members: readonly Entity[], cause: Cause, deletes: boolean): Entity {
    const activity = this.record(
      cause,
      members.map(({ id }) => id),
    );
    for (const member of members) {
      changeStatus(this.call, instanceKey, member, 'Removing');
      change(this.call, instanceKey, member, { deletes });
      if (!this.#waitForHook('SCALE_IN', member, activity)) this.schedule('leave', { InstanceId: member.id });
    }
    return activity;
  }

  /** Records an activity, which ends after the settling time. */
  record({ type, cooldownSeconds }: Cause, ids: readonly string[]): Entity {
    const { call } = this;
    const resourceType = call.resourceType('autoscaling.ScalingActivity');
    const isOut = type === 'ScaleOut' || type === 'AttachInstances';
    const cooldown = cooldownSeconds ?? this.number('DefaultCooldown', 300);
    const time = timeValue({ type: 'string' }, call.now);
    const activity = addEntity(call, resourceType, {
      ScalingGroupId: this.entity.id,
      ActivityType: type,
      TaskCategory: type,
      StatusCode: 'InProgress',
      CreatedAt: time,
      Cooldown: cooldown,
      MinInstanceNumber: this.number('MinInstanceNumber'),
      MaxInstanceNumber: this.number('MaxInstanceNumber'),
      CurrentInstanceNumber: this.instances.length,
      ActualAdjustInstanceNumber: isOut ? ids.length : -ids.length,
      RelatedInstances: ids.map((InstanceId) => ({ InstanceId, OperateType: type, Status: 'InProgress' })),
    });
    change(call, groupKey, this.entity, { coolUntilMs: call.now + cooldown * 1000 });
    this.schedule('finish', { ScalingActivityId: activity.id });
    return activity;
  }

  get isCooling(): boolean {
    return this.number('coolUntilMs') > this.call.now;
  }

  /** Schedules a task of this group. */
  schedule(task: string, details: Data, delayMs: number = this.call.cloud.settleMs): void {
    const { account, region } = this.call.partition;
    const taskDetails = { account, region, ScalingGroupId: this.entity.id, ...details };
    this.call.cloud.after(delayMs, `autoscaling.${task}`, taskDetails);
  }

  /** Makes an instance wait when the group has a hook of this type. Returns whether it waits. */
  #waitForHook(type: string, member: Entity, activity: Entity): boolean {
    const hook = this.call
      .collection(hookKey)
      .where('ScalingGroupId', this.entity.id)
      .find(({ data }) => data['LifecycleHookType'] === type);
    if (!hook) return false;
    const waiting = addEntity(this.call, this.call.resourceType(lifecycleKey), {
      InstanceId: member.id,
      LifecycleHookId: hook.id,
      LifecycleHookPolicy: hook.data['LifecycleHookPolicy'],
      LifecycleActivityStatus: 'Pending',
      ScalingActivityId: activity.id,
      ScalingGroupId: this.entity.id,
    });
    changeStatus(this.call, instanceKey, member, type === 'SCALE_OUT' ? 'PendingWait' : 'RemovingWait');
    const timeoutMs = Number(hook.data['LifecycleHookTimeout'] ?? 600) * 1000;
    this.schedule('hookTimeout', { LifecycleActivityId: waiting.id }, timeoutMs);
    return true;
  }

  /** The RunInstances request for new instances. */
  #instanceRequest(Count: number): Data {
    const { data } = this.entity;
    const configuration = this.call
      .collection('autoscaling.ScalingConfiguration')
      .get(textOf(data, 'ActiveScalingConfigurationId'));
    const template = this.call.collection('ecs.LaunchTemplate').get(textOf(data, 'LaunchTemplateId'));
    const source = configuration?.data ?? template?.data;
    if (!source)
      throw new ApiError(
        'MissingParameter.LaunchTemplateId',
        'The group has neither an active configuration nor a launch template.',
      );
    const [SubnetId] = textsOf(data, 'SubnetIds');
    const subnet = this.call.collection('vpc.Subnet').get(SubnetId ?? '');
    const SecurityGroupIds = textsOf(source, 'SecurityGroupIds');
    const [type] = textsOf(source, 'InstanceTypes');
    return {
      Count,
      ImageId: source['ImageId'] ?? '',
      InstanceName: textOf(source, 'InstanceName') || this.entity.id,
      InstanceTypeId: type ?? (textOf(source, 'InstanceTypeId') || 'ecs.g1.large'),
      ZoneId: (textOf(source, 'ZoneId') || subnet?.data['ZoneId']) ?? `${this.call.region}-a`,
      ProjectName: data['ProjectName'] ?? 'default',
      Volumes: objectsOf(source, 'Volumes').map(({ VolumeType, Size }) => ({ VolumeType, Size })),
      NetworkInterfaces:
        SubnetId === undefined ? [] : [{ SubnetId, SecurityGroupIds: [...SecurityGroupIds] }],
    };
  }
}
