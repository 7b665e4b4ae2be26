import type { CuratedService } from '../../curated.js';
import { Registry } from './registry.js';
import { Repository } from './repository.js';

export type { LoginToken, RegistryExtras } from './registry.js';
export type { RepositoryExtras } from './repository.js';

const curated: CuratedService = { Registry, Repository };
export default curated;
