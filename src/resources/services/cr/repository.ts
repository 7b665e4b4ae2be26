import { curate } from '../../curate.js';
import { collectionOf } from '../../relations.js';
import type { RelatedList } from '../../types.js';

/** What a repository can do beyond its facts. */
export interface RepositoryExtras {
  /** Lists what was pushed, by its tags. */
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
