import type { CuratedService } from '../../curated.js';
import { listener } from './balanced-listener.js';
import { loadBalancer, type Balancing } from './balancer.js';
import { serverGroup } from './server-group.js';

/** The load balancers, listeners and server groups of a service. */
export function balancing(service: Balancing): CuratedService {
  return {
    Listener: listener(),
    LoadBalancer: loadBalancer(service),
    ServerGroup: serverGroup(service),
  };
}
