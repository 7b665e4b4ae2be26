import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import { CertificateInstance } from './certificate.js';

export type { CertificateInstanceCollectionExtras, OwnCertificate } from './certificate.js';

const curated: CuratedService = {
  CertificateInstance,
  CertificateOrganization: curate({ className: 'Organization' }),
};
export default curated;
