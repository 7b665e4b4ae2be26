// The types as a program meets them: what is right compiles, what is wrong does not.
import { NotFoundError, Volcengine, type VolcengineError } from 'volcengine-fluent';
import { EcsClient, type Instance } from 'volcengine-fluent/ecs';
import { Emulator } from 'volcengine-fluent/emulator';
import { loadFacts } from 'volcengine-fluent/catalog';
import { StubHandler } from 'volcengine-fluent/testing';
import 'volcengine-fluent/decorated';

const volc = new Volcengine({ region: 'cn-beijing' });
const ecs = new EcsClient(volc);

export async function main(): Promise<string | undefined> {
  const first: Instance | undefined = await ecs.instances().list().vpcId('vpc-1').first();
  const { Instances } = await ecs.describeInstances({ MaxResults: 10 });
  // @ts-expect-error: it is a number
  await ecs.describeInstances({ MaxResults: '10' });
  // @ts-expect-error: required members are missing
  await ecs.instances().create().name('web-1').run();
  const error: VolcengineError | NotFoundError | undefined = undefined;
  return first?.id ?? Instances?.[0]?.InstanceId ?? String(error);
}

export { Emulator, loadFacts, StubHandler };
