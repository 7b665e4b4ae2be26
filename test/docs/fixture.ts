import { Volcengine } from 'volcengine-fluent';
import { AutoScalingClient } from 'volcengine-fluent/autoscaling';
import { EcsClient } from 'volcengine-fluent/ecs';
import { Emulator } from 'volcengine-fluent/emulator';
import { VpcClient } from 'volcengine-fluent/vpc';

/** A local cloud that snippets run against, with the names of `context.d.ts` as globals. */
export interface Fixture {
  readonly cloud: Emulator;
  /** Takes the globals and the variables of the environment away, and stops the cloud. */
  stop(): Promise<void>;
}

/** Starts the cloud; clients that a snippet makes without options find it by the environment. */
export async function startFixture(): Promise<Fixture> {
  const cloud = await new Emulator({ settleMs: 0 }).start();
  const options = cloud.config();
  const volc = new Volcengine(options);
  const ecs = new EcsClient(volc);
  const vpc = new VpcClient(volc);
  const autoscaling = new AutoScalingClient(volc);
  const network = await vpc.vpcs().create().cidrBlock('10.0.0.0/16').run({ wait: true });
  const subnet = await network
    .subnets()
    .create()
    .cidrBlock('10.0.0.0/24')
    .zoneId('cn-beijing-a')
    .run({ wait: true });
  const securityGroup = await network.securityGroups().create().run({ wait: true });
  const web = await ecs
    .instances()
    .create()
    .name('web-1')
    .type('ecs.g1.large')
    .zone('cn-beijing-a')
    .image('image-ybvz29l3da4ox5h0m9')
    .networkInterface((nic) => nic.subnet(subnet.id).securityGroup(securityGroup.id))
    .volume((volume) => volume.type('ESSD_PL0').size(40))
    .keyPair('vtable')
    .run({ wait: true });
  const eip = await vpc.eipAddresses().create().billingType(2).run({ wait: true });
  const { credentials } = options;
  const globals = { volc, ecs, vpc, autoscaling, cloud, web, securityGroup, eip };
  const before = { ...process.env };
  Object.assign(globalThis, globals, { signal: new AbortController().signal });
  Object.assign(process.env, {
    VOLCENGINE_ENDPOINT: cloud.url,
    VOLCENGINE_ACCESS_KEY: credentials.accessKeyId,
    VOLCENGINE_SECRET_KEY: credentials.secretAccessKey,
  });
  return {
    cloud,
    async stop() {
      for (const name of [...Object.keys(globals), 'signal']) Reflect.deleteProperty(globalThis, name);
      for (const name of Object.keys(process.env))
        if (!(name in before)) Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, before);
      volc.close();
      await cloud.stop();
    },
  };
}
