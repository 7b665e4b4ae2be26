import { curate } from '../../curate.js';

export const Snapshot = curate({
  shortNames: { type: 'snapshotType', zone: 'zoneId' },
});
