import type { CuratedService } from '../../curated.js';
import { Snapshot } from './snapshot.js';
import { Volume } from './volume.js';

export type { VolumeExtras } from './volume.js';

const curated: CuratedService = { Snapshot, Volume };
export default curated;
