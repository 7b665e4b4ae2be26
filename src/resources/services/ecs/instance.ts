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

/** Options of running a script. */
export interface ScriptOptions extends CallOptions {
  /** The interpreter. @defaultValue `Shell` */
  readonly type?: 'Shell' | 'Python' | 'PowerShell' | 'Bat';
  /** The name of the invocation. @defaultValue `script` */
  readonly name?: string;
  readonly username?: string;
  readonly workingDir?: string;
}

/** Curated methods of an instance. */
export interface InstanceExtras {
  /** Returns handles of the subnets of its network interfaces, without a call. */
  subnets(): readonly Related<'vpc.Subnet'>[];
  /** Returns handles of the security groups of its network interfaces, without a call. */
  securityGroups(): readonly Related<'vpc.SecurityGroup'>[];
  /** Returns handles of its network interfaces, without a call. */
  interfaces(): readonly Related<'vpc.NetworkInterface'>[];
  /** Lists the volumes attached to the instance. */
  attachedVolumes(): RelatedList<'storageebs.Volume'>;
  /** The private addresses of its network interfaces, from the data last read. */
  privateIps(): readonly string[];
  /** Runs a script on the instance by `RunCommand`; `output()` of the invocation waits until it has ended. */
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
