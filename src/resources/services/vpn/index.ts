import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import { VpnGateway } from './vpn-gateway.js';

export type { NewVpnConnection, VpnGatewayExtras } from './vpn-gateway.js';

const curated: CuratedService = {
  VpnConnection: curate({ accessors: { many: 'connections', one: 'connection' } }),
  VpnGateway,
  VpnGatewayRoute: curate({ accessors: { many: 'routes', one: 'route' } }),
};
export default curated;
