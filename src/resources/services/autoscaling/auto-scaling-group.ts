import type { CallOptions } from '../../../types/call.js';
import type { WaitOptions } from '../../../types/wait.js';
import { curate } from '../../curate.js';
import { idsOf, type Ref } from '../../refs.js';
import { collectionOf } from '../../relations.js';
import type { List } from '../../lists/list.js';
import type { Resource } from '../../resource.js';
import type { RelatedList } from '../../types.js';
import { waitFor } from '../../waiting/wait-for.js';

type Instances = Ref<'ecs.Instance'> | readonly Ref<'ecs.Instance'>[];

/** Curated methods of a scaling group. */
export interface ScalingGroupExtras {
  /** Sets the number of instances, between the group's minimum and maximum; with `wait`, resolves when that many are in service. */
  scaleTo(
    instances: number,
    options?: CallOptions & { readonly wait?: boolean | WaitOptions },
  ): Promise<void>;
  /** Adds existing instances to the group. */
  attach(instances: Instances, options?: CallOptions): Promise<void>;
  /** Removes instances from the group; they keep running. */
  detach(instances: Instances, options?: CallOptions & { readonly decreaseDesired?: boolean }): Promise<void>;
  /** Protects instances from being removed when the group scales in, or ends that protection. */
  protect(instances: Instances, isProtected?: boolean, options?: CallOptions): Promise<void>;
  /** Lists the instances of the group, with their state in it. */
  instances(): RelatedList<'autoscaling.ScalingInstance'>;
}

export const ScalingGroup = curate<ScalingGroupExtras>({
  className: 'AutoScalingGroup',
  accessors: { many: 'groups', one: 'group' },
  shortNames: {
    activities: 'scalingActivities',
    configurations: 'scalingConfigurations',
    policies: 'scalingPolicies',
  },
  methods: {
    async scaleTo(instances, { wait = false, ...options } = {}) {
      await this.perform('ModifyScalingGroup', { DesireInstanceNumber: instances }, options);
      if (wait === false) return;
      const serving = ['InService', 'Protected'];
      const has = async ({ TotalInstanceCount }: Record<string, unknown>, call: CallOptions) => {
        if (Number(TotalInstanceCount) !== instances) return false;
        for await (const member of membersOf(this).options(call)) {
          if (!serving.includes((member as Resource).status)) return false;
        }
        return true;
      };
      const { signal } = options;
      await waitFor(this, `${instances} instances`, has, {
        call: options,
        ...(signal && { signal }),
        ...(wait === true ? {} : wait),
      });
    },
    async attach(instances, options) {
      await this.perform('AttachInstances', { InstanceIds: idsOf(this, instances) }, options);
    },
    async detach(instances, { decreaseDesired, ...options } = {}) {
      const request = {
        InstanceIds: idsOf(this, instances),
        DecreaseDesiredCapacity: decreaseDesired,
      };
      await this.perform('DetachInstances', request, options);
    },
    async protect(instances, isProtected = true, options) {
      const request = { InstanceIds: idsOf(this, instances), ProtectedFromScaleIn: isProtected };
      await this.perform('SetInstancesProtection', request, options);
    },
    instances() {
      return membersOf(this);
    },
  },
});

function membersOf(group: Resource): List {
  return collectionOf(group, 'autoscaling', 'ScalingInstance').find({ ScalingGroupId: group.id });
}
