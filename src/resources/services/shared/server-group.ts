import { readPath } from '../../../catalog/paths.js';
import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated } from '../../curated.js';
import { idOf, idsOf, type Ref } from '../../refs.js';
import { handleOf } from '../../relations.js';
import { Resource } from '../../resource.js';
import type { Balancing } from './balancer.js';

type Instances = Ref<'ecs.Instance'> | readonly Ref<'ecs.Instance'>[];

/** How instances take traffic. */
export interface ServerOptions extends CallOptions {
  /** The port that they are reached on. */
  readonly port: number;
  /** Each one's share, 0 to 100; 0 gets nothing. @defaultValue the service's, 100 */
  readonly weight?: number;
  readonly description?: string;
}

/** What a server group can do beyond its facts. */
export interface ServerGroupExtras {
  /**
   * Puts instances into it, and gives the ids that they have as its servers. A load balancer of the seventh layer
   * (alb) needs their private addresses: those that were not read are read first.
   */
  addInstances(instances: Instances, options: ServerOptions): Promise<readonly string[]>;
  /** Takes servers out of it, by the ids that they have in it. */
  removeServers(serverIds: readonly string[], options?: CallOptions): Promise<void>;
  /** Takes instances out of it, whatever their ports; reads it first to find them. */
  removeInstances(instances: Instances, options?: CallOptions): Promise<void>;
}

/** The server groups of a service. */
export function serverGroup(service: Balancing): Curated {
  return curate<ServerGroupExtras>({
    shortNames: service === 'alb' ? { type: 'serverGroupType' } : {},
    methods: {
      async addInstances(instances, { port, weight, description, ...options }) {
        const given = Array.isArray(instances) ? (instances as readonly Ref<'ecs.Instance'>[]) : [instances];
        const servers = given.map(async (instance) => {
          const address = await addressOf(this, instance as Ref<'ecs.Instance'>, service === 'alb', options);
          return {
            InstanceId: idOf(this, instance as Ref<'ecs.Instance'>),
            Type: 'ecs',
            Ip: address,
            Port: port,
            Weight: weight,
            Description: description,
          };
        });
        const request = { Servers: await Promise.all(servers) };
        const response = (await this.perform('AddServerGroupBackendServers', request, options)) as {
          ServerIds?: readonly string[];
        };
        return response.ServerIds ?? [];
      },
      async removeServers(serverIds, options) {
        await this.perform('RemoveServerGroupBackendServers', { ServerIds: serverIds }, options);
      },
      async removeInstances(instances, options) {
        const wanted = new Set(idsOf(this, instances));
        const { Servers = [] } = (await this.perform('DescribeServerGroupAttributes', {}, options)) as {
          Servers?: readonly { readonly ServerId: string; readonly InstanceId?: string }[];
        };
        const ServerIds = Servers.filter(({ InstanceId = '' }) => wanted.has(InstanceId)).map(
          ({ ServerId }) => ServerId,
        );
        if (ServerIds.length > 0)
          await this.perform('RemoveServerGroupBackendServers', { ServerIds }, options);
      },
    },
  });
}

/** The private address of an instance's first network interface, as far as it was read. */
async function addressOf(
  group: Resource,
  given: Ref<'ecs.Instance'>,
  isNeeded: boolean,
  options: CallOptions,
): Promise<string | undefined> {
  const known = given instanceof Resource && given.isLoaded ? given : undefined;
  if (!known && !isNeeded) return undefined;
  const instance = known ?? (await handleOf(group, 'ecs', 'Instance', idOf(group, given)).reload(options));
  return readPath(instance.data, 'NetworkInterfaces[0].PrimaryIpAddress') as string | undefined;
}
