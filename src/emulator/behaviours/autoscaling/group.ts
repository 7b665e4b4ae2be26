import { timeValue } from '../../engine/lifecycle.js';
import type { Call } from '../../engine/call.js';
import { addEntity } from '../../engine/handlers/add.js';
import { change, changeStatus, existing, objectsOf, textOf, textsOf } from '../../engine/references.js';
import { Refusal } from '../../model/refusal.js';
import type { Data, Entity } from '../../state/store.js';

export const groupKey = 'autoscaling.ScalingGroup';
const instanceKey = 'autoscaling.ScalingInstance';
const hookKey = 'autoscaling.LifecycleHook';
const lifecycleKey = 'autoscaling.LifecycleActivity';

/** How often an enabled group looks after its instances, in milliseconds. */
export const checkEveryMs = 60_000;

/** Why an instance comes or goes, for the activity that tells of it. */
export interface Cause {
  readonly type: 'ScaleOut' | 'ScaleIn' | 'AttachInstances' | 'DetachInstances' | 'RemoveInstances';
  readonly cooldownSeconds?: number;
}

/** One scaling group, with what keeps it at its number of instances. */
export class Group {
  constructor(
    readonly call: Call,
    readonly entity: Entity,
  ) {}

  static of(call: Call, id: unknown = call.input['ScalingGroupId']): Group {
    return new Group(call, existing(call, groupKey, id));
  }

  get isActive(): boolean {
    return this.entity.data['LifecycleState'] === 'Active';
  }

  get instances(): readonly Entity[] {
    return this.call.collection(instanceKey).where('ScalingGroupId', this.entity.id);
  }

  number(member: string, otherwise = 0): number {
    const value = this.entity.data[member];
    return typeof value === 'number' ? value : otherwise;
  }

  /** How many there ought to be: the wished number, else as many as there are, within the bounds. */
  get target(): number {
    const wished = this.number('DesireInstanceNumber', -1);
    return this.clamp(wished < 0 ? this.instances.length : wished);
  }

  clamp(count: number): number {
    return Math.min(this.number('MaxInstanceNumber'), Math.max(this.number('MinInstanceNumber'), count));
  }

  setDesired(count: number): void {
    if (this.number('DesireInstanceNumber', -1) < 0) return;
    change(this.call, groupKey, this.entity, { DesireInstanceNumber: this.clamp(count) });
  }

  /** Forgets instances that somebody else deleted, then starts or stops as many as it takes. */
  reconcile(cooldownSeconds?: number): void {
    if (!this.isActive) return;
    for (const member of [...this.instances]) {
      if (!this.call.collection('ecs.Instance').get(member.id))
        this.call.collection(instanceKey).remove(member);
    }
    const missing = this.target - this.instances.length;
    const why = cooldownSeconds === undefined ? {} : { cooldownSeconds };
    if (missing > 0) this.scaleOut(missing, { type: 'ScaleOut', ...why });
    else if (missing < 0) this.scaleIn(-missing, { type: 'ScaleIn', ...why });
  }

  scaleOut(count: number, cause: Cause): void {
    const { InstanceIds } = this.call.invoke('ecs', 'RunInstances', this.#instanceRequest(count));
    const activity = this.record(cause, InstanceIds as string[]);
    for (const id of InstanceIds as string[]) this.join(id, 'AutoCreated', activity);
  }

  scaleIn(count: number, cause: Cause): void {
    const candidates = this.instances.filter(({ data }) => data['Status'] === 'InService');
    const isNewestFirst = /^Newest/.test(textOf(this.entity.data, 'InstanceTerminatePolicy'));
    const leaving = (isNewestFirst ? [...candidates].reverse() : candidates).slice(0, count);
    if (leaving.length > 0) this.remove(leaving, cause, true);
  }

  /** Takes an instance in; it serves after the settling time, or when its lifecycle hook lets it. */
  join(id: string, CreationType: string, activity: Entity): void {
    const { call } = this;
    const instance = call.collection('ecs.Instance').get(id);
    const member = addEntity(
      call,
      call.noun(instanceKey),
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
    if (!this.#wait('SCALE_OUT', member, activity)) this.later('serve', { InstanceId: id });
  }

  /** Lets instances go; those that the group made are deleted. */
  remove(members: readonly Entity[], cause: Cause, deletes: boolean): Entity {
    const activity = this.record(
      cause,
      members.map(({ id }) => id),
    );
    for (const member of members) {
      changeStatus(this.call, instanceKey, member, 'Removing');
      change(this.call, instanceKey, member, { deletes });
      if (!this.#wait('SCALE_IN', member, activity)) this.later('leave', { InstanceId: member.id });
    }
    return activity;
  }

  /** An activity that is over after the settling time. */
  record({ type, cooldownSeconds }: Cause, ids: readonly string[]): Entity {
    const { call } = this;
    const noun = call.noun('autoscaling.ScalingActivity');
    const isOut = type === 'ScaleOut' || type === 'AttachInstances';
    const cooldown = cooldownSeconds ?? this.number('DefaultCooldown', 300);
    const time = timeValue({ type: 'string' }, call.now);
    const activity = addEntity(call, noun, {
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
    this.later('finish', { ScalingActivityId: activity.id });
    return activity;
  }

  get isCooling(): boolean {
    return this.number('coolUntilMs') > this.call.now;
  }

  later(task: string, details: Data, delayMs: number = this.call.world.settleMs): void {
    const { account, region } = this.call.space;
    const about = { account, region, ScalingGroupId: this.entity.id, ...details };
    this.call.world.after(delayMs, `autoscaling.${task}`, about);
  }

  /** Lets an instance wait where a hook says so. Gives whether it waits. */
  #wait(type: string, member: Entity, activity: Entity): boolean {
    const hook = this.call
      .collection(hookKey)
      .where('ScalingGroupId', this.entity.id)
      .find(({ data }) => data['LifecycleHookType'] === type);
    if (!hook) return false;
    const waiting = addEntity(this.call, this.call.noun(lifecycleKey), {
      InstanceId: member.id,
      LifecycleHookId: hook.id,
      LifecycleHookPolicy: hook.data['LifecycleHookPolicy'],
      LifecycleActivityStatus: 'Pending',
      ScalingActivityId: activity.id,
      ScalingGroupId: this.entity.id,
    });
    changeStatus(this.call, instanceKey, member, type === 'SCALE_OUT' ? 'PendingWait' : 'RemovingWait');
    const timeoutMs = Number(hook.data['LifecycleHookTimeout'] ?? 600) * 1000;
    this.later('hookTimeout', { LifecycleActivityId: waiting.id }, timeoutMs);
    return true;
  }

  #instanceRequest(Count: number): Data {
    const { data } = this.entity;
    const configuration = this.call
      .collection('autoscaling.ScalingConfiguration')
      .get(textOf(data, 'ActiveScalingConfigurationId'));
    const template = this.call.collection('ecs.LaunchTemplate').get(textOf(data, 'LaunchTemplateId'));
    const source = configuration?.data ?? template?.data;
    if (!source)
      throw new Refusal('MissingParameter.LaunchTemplateId', 'The group has nothing to make instances from.');
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
