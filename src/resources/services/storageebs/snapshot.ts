import { curate } from '../../curated.js';

export const Snapshot = curate({
  shortNames: { type: 'snapshotType', zone: 'zoneId' },
});
