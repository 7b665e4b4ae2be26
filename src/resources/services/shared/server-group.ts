import { readPath } from '../../../catalog/paths.js';
import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated } from '../../curated.js';
import { idOf, idsOf, type Ref } from '../../refs.js';
import { handleOf } from '../../relations.js';
import { Resource } from '../../resource.js';
import type { Balancing } from './balancer.js';

type Instances = Ref<'ecs.Instance'> | readonly Ref<'ecs.Instance'>[];

/** Options of adding instances. */
export interface ServerOptions extends CallOptions {
  /** The port of the instances. */
  readonly port: number;
  /** The weight of each instance, 0 to 100; 0 receives no traffic. @defaultValue 100, by the service */
  readonly weight?: number;
  readonly description?: string;
}

/** Curated methods of a server group. */
export interface ServerGroupExtras {
  /**
   * Adds instances and returns the ids that they have as servers of the group. An application load balancer
   * (alb) needs their private addresses: instances that were not read are read first.
   */
  addInstances(instances: Instances, options: ServerOptions): Promise<readonly string[]>;
  /** Removes servers by the ids that they have in the group. */
  removeServers(serverIds: readonly string[], options?: CallOptions): Promise<void>;
  /** Removes instances, on all their ports; reads the group first to find them. */
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

/** The private address of an instance's first network interface, if it was read. */
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
