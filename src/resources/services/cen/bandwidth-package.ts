import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { globalIdOf, type Ref } from '../../refs.js';

/** What a bandwidth package can do beyond its facts. */
export interface CenBandwidthPackageExtras {
  /** Lets an enterprise network use it. */
  attachTo(cen: Ref<'cen.Cen'>, options?: CallOptions): Promise<void>;
  /** Takes it back from an enterprise network. */
  detachFrom(cen: Ref<'cen.Cen'>, options?: CallOptions): Promise<void>;
}

export const CenBandwidthPackage = curate<CenBandwidthPackageExtras>({
  className: 'BandwidthPackage',
  methods: {
    async attachTo(cen, options) {
      await this.perform('AssociateCenBandwidthPackage', { CenId: globalIdOf(cen) }, options);
    },
    async detachFrom(cen, options) {
      await this.perform('DisassociateCenBandwidthPackage', { CenId: globalIdOf(cen) }, options);
    },
  },
});
