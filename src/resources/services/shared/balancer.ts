import type { WaitOption } from '../../../builders/types.js';
import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated } from '../../curated.js';
import { idOf, type Ref } from '../../refs.js';
import { createOf } from '../../relations.js';
import type { Related } from '../../types.js';

/** The services whose load balancers have listeners and server groups. */
export type Balancing = 'clb' | 'alb';

/** A listener to open. */
export interface NewListener<Service extends Balancing> {
  /** `TCP`, `UDP`, `HTTP`, `HTTPS`: what the kind of load balancer can. */
  readonly protocol: 'TCP' | 'UDP' | 'HTTP' | 'HTTPS' | (string & {});
  /** The port that is listened on. */
  readonly port: number;
  /** The server group that gets the traffic. */
  readonly forwardTo: Ref<`${Service}.ServerGroup`>;
  /** What `HTTPS` shows; one of the load balancer's own certificates. */
  readonly certificate?: Ref<`${Service}.Certificate`>;
  readonly name?: string;
  readonly description?: string;
}

/** What a load balancer can do beyond its facts. */
export interface BalancerExtras<Service extends Balancing> {
  /** Opens a listener: `listen({ protocol: 'HTTP', port: 80, forwardTo: serverGroup })`. */
  listen(
    listener: NewListener<Service>,
    options?: CallOptions & WaitOption,
  ): Promise<Related<`${Service}.Listener`>>;
}

/** The load balancers of a service. */
export function loadBalancer(service: Balancing): Curated {
  return curate<BalancerExtras<Balancing>>({
    methods: {
      async listen({ protocol, port, forwardTo, certificate, name, description }, options) {
        const request = {
          LoadBalancerId: this.id,
          Protocol: protocol,
          Port: port,
          ServerGroupId: idOf(this, forwardTo),
          CertificateId: certificate && idOf(this, certificate),
          ListenerName: name,
          Description: description,
        };
        return createOf(this, service, 'Listener', request, options);
      },
    },
  });
}
