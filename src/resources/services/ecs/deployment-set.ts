import { curate } from '../../curate.js';
import { collectionOf } from '../../relations.js';
import type { RelatedList } from '../../types.js';

/** Curated methods of a deployment set. */
export interface DeploymentSetExtras {
  /** Lists the instances in the deployment set. */
  instances(): RelatedList<'ecs.Instance'>;
}

export const DeploymentSet = curate<DeploymentSetExtras>({
  methods: {
    instances() {
      return collectionOf(this, 'ecs', 'Instance').find({ DeploymentSetIds: [this.id] });
    },
  },
});
