import { curate } from '../../curate.js';
import { collectionOf } from '../../relations.js';
import type { RelatedList } from '../../types.js';

/** Curated methods of a repository. */
export interface RepositoryExtras {
  /** Lists the tags of the images that were pushed. */
  imageTags(): RelatedList<'cr.Tag'>;
}

export const Repository = curate<RepositoryExtras>({
  methods: {
    imageTags() {
      const { Registry, Namespace } = this.identity;
      return collectionOf(this, 'cr', 'Tag').list({ Registry, Namespace, Repository: this.id });
    },
  },
});
