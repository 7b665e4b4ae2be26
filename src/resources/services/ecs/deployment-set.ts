import { curate } from '../../curate.js';
import { collectionOf } from '../../relations.js';
import type { RelatedList } from '../../types.js';

/** What a deployment set can do beyond its facts. */
export interface DeploymentSetExtras {
  /** Lists the instances that it keeps apart. */
  instances(): RelatedList<'ecs.Instance'>;
}

export const DeploymentSet = curate<DeploymentSetExtras>({
  methods: {
    instances() {
      return collectionOf(this, 'ecs', 'Instance').find({ DeploymentSetIds: [this.id] });
    },
  },
});
