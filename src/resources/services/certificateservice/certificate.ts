import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { createIn } from '../../relations.js';
import type { Related } from '../../types.js';

/** A certificate that another authority issued. */
export interface OwnCertificate {
  /** The certificate and its chain, as PEM text. */
  readonly chain: string;
  /** The private key, as PEM text; errors and logs never show it. */
  readonly privateKey: string;
  readonly tag?: string;
}

/** Curated methods of the collection of certificates. */
export interface CertificateInstanceCollectionExtras {
  /** Imports a certificate that another authority issued, by `ImportCertificate`. */
  importPem(
    certificate: OwnCertificate,
    options?: CallOptions,
  ): Promise<Related<'certificateservice.CertificateInstance'>>;
}

export const CertificateInstance = curate<object, CertificateInstanceCollectionExtras>({
  className: 'Certificate',
  shortNames: { cancel: 'cancelInstance', validation: 'certificateGetDcvParam' },
  collectionMethods: {
    async importPem({ chain, privateKey, tag }, options) {
      const request = {
        CertificateInfo: { CertificateChain: chain, PrivateKey: privateKey },
        Tag: tag,
      };
      return createIn(this, request, options);
    },
  },
});
