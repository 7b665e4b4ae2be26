import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { globalIdOf, type Ref } from '../../refs.js';

/** Curated methods of a bandwidth package. */
export interface CenBandwidthPackageExtras {
  /** Associates the package with an enterprise network. */
  attachTo(cen: Ref<'cen.Cen'>, options?: CallOptions): Promise<void>;
  /** Dissociates the package from an enterprise network. */
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
