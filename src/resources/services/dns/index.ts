import type { CuratedService } from '../../curated.js';
import { Record } from './record.js';
import { Zone } from './zone.js';

export type { RecordExtras } from './record.js';
export type { NewRecord, ZoneExtras } from './zone.js';

const curated: CuratedService = { Record, Zone };
export default curated;
