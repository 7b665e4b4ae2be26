import { Emulator, type EmulatorOptions } from '../../../src/emulator/index.js';
import { callerOf, type Caller } from '../../support/caller.js';

/** A cloud with a clock that stands still, and what calls it. */
export interface Fixture {
  readonly cloud: Emulator;
  readonly caller: Caller;
  /** Lets what was begun come to its end. */
  settle(): void;
}

export async function startFixture(options: EmulatorOptions = {}): Promise<Fixture> {
  const startAt = new Date('2026-01-02T03:04:05Z');
  const cloud = await new Emulator({ clock: 'virtual', startAt, settleMs: 1000, ...options }).start();
  return { cloud, caller: callerOf(cloud.config()), settle: () => cloud.advance('2s') };
}

/** A network to put things into: a VPC with a subnet and a security group. */
export async function makeNetwork({
  caller,
  settle,
}: Fixture): Promise<{ vpc: string; subnet: string; group: string }> {
  const { VpcId } = await caller.call('vpc', 'CreateVpc', { CidrBlock: '10.0.0.0/16' });
  settle();
  const inside = { VpcId, ZoneId: 'cn-beijing-a', CidrBlock: '10.0.1.0/24' };
  const { SubnetId } = await caller.call('vpc', 'CreateSubnet', inside);
  const { SecurityGroupId } = await caller.call('vpc', 'CreateSecurityGroup', { VpcId });
  settle();
  return { vpc: String(VpcId), subnet: String(SubnetId), group: String(SecurityGroupId) };
}

/** The first item of a list in a result. */
export function first(result: Record<string, unknown>, list: string): Record<string, unknown> {
  const [item] = result[list] as Record<string, unknown>[];
  return item ?? {};
}
