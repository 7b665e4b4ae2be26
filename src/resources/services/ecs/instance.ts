import { Buffer } from 'node:buffer';
import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { collectionOf, createOf, handleOf } from '../../relations.js';
import type { Related, RelatedList } from '../../types.js';

interface Interface {
  readonly NetworkInterfaceId?: string;
  readonly SubnetId?: string;
  readonly SecurityGroupIds?: readonly string[];
  readonly PrimaryIpAddress?: string;
}

/** How a script is run. */
export interface ScriptOptions extends CallOptions {
  /** What runs it. @defaultValue `Shell` */
  readonly type?: 'Shell' | 'Python' | 'PowerShell' | 'Bat';
  /** The name under which the run is found. @defaultValue `script` */
  readonly name?: string;
  readonly username?: string;
  readonly workingDir?: string;
}

/** What an instance can do beyond its facts. */
export interface InstanceExtras {
  /** Handles of the subnets that its network interfaces are in; reads nothing. */
  subnets(): readonly Related<'vpc.Subnet'>[];
  /** Handles of the security groups of its network interfaces; reads nothing. */
  securityGroups(): readonly Related<'vpc.SecurityGroup'>[];
  /** Handles of its network interfaces; reads nothing. */
  interfaces(): readonly Related<'vpc.NetworkInterface'>[];
  /** Lists the volumes attached to it. */
  attachedVolumes(): RelatedList<'storageebs.Volume'>;
  /** The private addresses of its network interfaces, as read. */
  privateIps(): readonly string[];
  /** Starts a script on it by `RunCommand`; its `output()` waits for the end. */
  runScript(script: string, options?: ScriptOptions): Promise<Related<'ecs.Invocation'>>;
}

export const Instance = curate<InstanceExtras>({
  shortNames: {
    type: 'instanceTypeId',
    zone: 'zoneId',
    chargeType: 'instanceChargeType',
    resize: 'modifySpec',
  },
  methods: {
    subnets() {
      const ids = interfacesOf(this.data).map(({ SubnetId }) => SubnetId);
      return known(ids).map((id) => handleOf(this, 'vpc', 'Subnet', id));
    },
    securityGroups() {
      const ids = interfacesOf(this.data).flatMap(({ SecurityGroupIds = [] }) => SecurityGroupIds);
      return known(ids).map((id) => handleOf(this, 'vpc', 'SecurityGroup', id));
    },
    interfaces() {
      const ids = interfacesOf(this.data).map(({ NetworkInterfaceId }) => NetworkInterfaceId);
      return known(ids).map((id) => handleOf(this, 'vpc', 'NetworkInterface', id));
    },
    attachedVolumes() {
      return collectionOf(this, 'storageebs', 'Volume').find({ InstanceId: this.id });
    },
    privateIps() {
      return known(interfacesOf(this.data).map(({ PrimaryIpAddress }) => PrimaryIpAddress));
    },
    async runScript(script, { type = 'Shell', name = 'script', username, workingDir, ...options } = {}) {
      const request = {
        InvocationName: name,
        Type: type,
        CommandContent: Buffer.from(script).toString('base64'),
        ContentEncoding: 'Base64',
        InstanceIds: [this.id],
        Username: username,
        WorkingDir: workingDir,
      };
      return createOf(this, 'ecs', 'Invocation', request, options);
    },
  },
});

function interfacesOf({ NetworkInterfaces }: Record<string, unknown>): readonly Interface[] {
  return Array.isArray(NetworkInterfaces) ? (NetworkInterfaces as Interface[]) : [];
}

function known(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== undefined && id !== '') as string[];
}
