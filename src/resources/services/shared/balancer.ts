import type { WaitOption } from '../../../builders/types.js';
import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated } from '../../curated.js';
import { idOf, type Ref } from '../../refs.js';
import { createOf } from '../../relations.js';
import type { Related } from '../../types.js';

/** The services whose load balancers have listeners and server groups. */
export type Balancing = 'clb' | 'alb';

/** A listener to create. */
export interface NewListener<Service extends Balancing> {
  /** `TCP`, `UDP`, `HTTP` or `HTTPS`, as far as the load balancer supports it. */
  readonly protocol: 'TCP' | 'UDP' | 'HTTP' | 'HTTPS' | (string & {});
  /** The port to listen on. */
  readonly port: number;
  /** The server group that receives the traffic. */
  readonly forwardTo: Ref<`${Service}.ServerGroup`>;
  /** The certificate for `HTTPS`; one of the load balancing service. */
  readonly certificate?: Ref<`${Service}.Certificate`>;
  readonly name?: string;
  readonly description?: string;
}

/** Curated methods of a load balancer. */
export interface BalancerExtras<Service extends Balancing> {
  /** Creates a listener: `listen({ protocol: 'HTTP', port: 80, forwardTo: serverGroup })`. */
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
