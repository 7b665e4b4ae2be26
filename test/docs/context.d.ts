// What the snippets of the docs take as given: each name is what its page says in words.
import type { Credentials, Volcengine } from 'volcengine-fluent';
import type { EcsClient, Instance, RunInstancesRequest } from 'volcengine-fluent/ecs';
import type { EipAddress, SecurityGroup, VpcClient } from 'volcengine-fluent/vpc';
import type { AutoScalingClient } from 'volcengine-fluent/autoscaling';
import type { RdsMysqlV2Client } from 'volcengine-fluent/rdsmysqlv2';
import type { TransitRouterClient } from 'volcengine-fluent/transitrouter';
import type { ArkRuntimeClient } from 'volcengine-fluent/ark-runtime';
import type { Emulator } from 'volcengine-fluent/emulator';

declare global {
  const volc: Volcengine;
  const ecs: EcsClient;
  const vpc: VpcClient;
  const autoscaling: AutoScalingClient;
  const rds: RdsMysqlV2Client;
  const transitrouter: TransitRouterClient;
  const ark: ArkRuntimeClient;
  const cloud: Emulator;
  const web: Instance;
  const securityGroup: SecurityGroup;
  const eip: EipAddress;
  const request: RunInstancesRequest;
  const keys: Credentials;
  const signal: AbortSignal;
  const text: string;
}
