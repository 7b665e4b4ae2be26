import type { CuratedService } from '../../curated.js';
import { Endpoint } from './endpoint.js';

export type { EndpointExtras, EndpointRuntime } from './endpoint.js';

const curated: CuratedService = { Endpoint };
export default curated;
