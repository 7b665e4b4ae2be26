import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import { CenBandwidthPackage } from './bandwidth-package.js';
import { Cen } from './cen.js';

export type { CenBandwidthPackageExtras } from './bandwidth-package.js';
export type { CenExtras, CenNetwork } from './cen.js';

const curated: CuratedService = {
  Cen,
  CenAttachedInstance: curate({ className: 'AttachedInstance' }),
  CenBandwidthPackage,
  CenInterRegionBandwidth: curate({ className: 'InterRegionBandwidth' }),
  CenRouteEntry: curate({ className: 'RouteEntry' }),
  CenServiceRouteEntry: curate({ className: 'ServiceRouteEntry' }),
  CenSummaryRouteEntry: curate({ className: 'SummaryRouteEntry' }),
};
export default curated;
