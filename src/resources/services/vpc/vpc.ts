import { curate } from '../../curate.js';
import { collectionOf } from '../../relations.js';
import type { RelatedList } from '../../types.js';

/** Curated methods of a VPC. */
export interface VpcExtras {
  /** Lists the instances in the VPC. */
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
