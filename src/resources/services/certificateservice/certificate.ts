import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { createIn } from '../../relations.js';
import type { Related } from '../../types.js';

/** A certificate from elsewhere. */
export interface OwnCertificate {
  /** It and those that vouch for it, as PEM text. */
  readonly chain: string;
  /** As PEM text; no error and no log shows it. */
  readonly privateKey: string;
  readonly tag?: string;
}

/** What all certificates can do beyond their facts. */
export interface CertificateInstanceCollectionExtras {
  /** Keeps a certificate from elsewhere in the service, by `ImportCertificate`. */
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
