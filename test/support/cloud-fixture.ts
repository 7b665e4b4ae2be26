import { Emulator, type EmulatorOptions } from 'volcengine-fluent/emulator';
import { VpcClient, type Subnet, type Vpc } from 'volcengine-fluent/vpc';

/** Waits as short as the local cloud's passing states. */
export const soon = { wait: { delayMs: 5 } } as const;

/** A local cloud whose passing states are short. */
export function startCloud(options: EmulatorOptions = {}): Promise<Emulator> {
  return new Emulator({ settleMs: 5, ...options }).start();
}

/** What the last request of an action asked for. */
export function lastInput(cloud: Emulator, action: string): Readonly<Record<string, unknown>> | undefined {
  return cloud.requests.filter((record) => record.action === action).at(-1)?.input;
}

/** A network to put things into. */
export async function makeNetwork(client: {
  readonly session: VpcClient['session'];
}): Promise<{ vpc: Vpc; subnet: Subnet }> {
  const vpcs = new VpcClient(client.session);
  const vpc = await vpcs.vpcs().create().cidrBlock('10.0.0.0/16').run(soon);
  const subnet = await vpc.subnets().create().cidrBlock('10.0.0.0/24').zoneId('cn-beijing-a').run(soon);
  return { vpc, subnet };
}
