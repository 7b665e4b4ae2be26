import { curate } from '../../curate.js';
import { collectionOf } from '../../relations.js';
import type { RelatedList } from '../../types.js';

/** What a VPC can do beyond its facts. */
export interface VpcExtras {
  /** Lists the instances inside it. */
  instances(): RelatedList<'ecs.Instance'>;
}

export const Vpc = curate<VpcExtras>({
  shortNames: { cidr: 'cidrBlock', acls: 'networkAcls' },
  methods: {
    instances() {
      return collectionOf(this, 'ecs', 'Instance').find({ VpcId: this.id });
    },
  },
});
