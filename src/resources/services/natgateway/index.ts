import type { CuratedService } from '../../curated.js';
import { NatGateway } from './nat-gateway.js';

export type { NatGatewayExtras, PortForward } from './nat-gateway.js';

const curated: CuratedService = { NatGateway };
export default curated;
