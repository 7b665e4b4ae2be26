// Typed filters, methods and relations: what must and must not compile.
import { AutoScalingClient, type AutoScalingGroup } from 'volcengine-fluent/autoscaling';
import { EcsClient, Instance } from 'volcengine-fluent/ecs';
import { RdsMysqlV2Client, type DBAccount } from 'volcengine-fluent/rdsmysqlv2';
import { VpcClient, type Subnet } from 'volcengine-fluent/vpc';

const ecs = new EcsClient();
const vpc = new VpcClient(ecs.session);

const web: Instance = await ecs.instances().get('i-1');
export const id: string = web.id;
export const zone: string = web.zoneId;
export const isInstance: boolean = web instanceof Instance;
await web.stop();
await web.reboot({ ForceStop: true });
// @ts-expect-error the id is filled in
await web.reboot({ InstanceId: 'i-2' });
// @ts-expect-error no such member
await web.reboot({ Force: true });
await web.update().instanceName('web-2').run();
await web.waitUntil('RUNNING', { maxWaitMs: 60_000 });
await web.waitUntil(['STOPPED', 'NEWER_STATE']);
await web.action('RebootInstance').forceStop(true).run();
// @ts-expect-error read-only
web.id = 'i-2';

for await (const instance of ecs
  .instances()
  .list()
  .vpcId('vpc-1')
  .status('RUNNING')
  .pageSize(10)
  .prefetch(1)) {
  const known: Instance = instance;
  void known;
}
// @ts-expect-error no such filter
ecs.instances().list().vpcid('vpc-1');
// @ts-expect-error paging sets the token
ecs.instances().list().nextToken('t');
export const first: Instance | undefined = await ecs.instances().list().first();
export const some: Instance[] = await ecs.instances().find({ VpcId: 'vpc-1' }).toArray({ limit: 3 });
for await (const image of ecs.paginate('DescribeImages', { Visibility: 'public' })) void image.ImageId;
// @ts-expect-error RunInstances does not page
ecs.paginate('RunInstances');

// relations: typed in full where the other module is imported
export const cidr: string = (await web.vpc().reload()).cidrBlock;
export const subnets: Subnet[] = await vpc.vpc('vpc-1').subnets().list().toArray();
await vpc.vpc('vpc-1').subnets().create().cidrBlock('10.0.0.0/24').zoneId('cn-beijing-a').run();
// @ts-expect-error the VPC is filled in only under a VPC
await vpc.subnets().create().cidrBlock('10.0.0.0/24').zoneId('cn-beijing-a').run();

// identities of several parts; lists that need a member
const rds = new RdsMysqlV2Client();
export const account: DBAccount = rds.dbAccount({ InstanceId: 'mysql-1', AccountName: 'root' });
// @ts-expect-error the instance is missing
rds.dbAccount({ AccountName: 'root' });
// @ts-expect-error accounts are listed by instance
rds.dbAccounts().list();
for await (const one of rds.dbAccounts().list({ InstanceId: 'mysql-1' })) void one.accountName;

// curated names and methods
const web80 = { port: 80, from: '0.0.0.0/0' } as const;
await vpc.securityGroup('sg-1').allowIngress(web80);
// @ts-expect-error whom it lets in is missing
await vpc.securityGroup('sg-1').allowIngress({ port: 80 });
await vpc.eip('eip-1').attachTo(web);
// @ts-expect-error a VPC carries no public address
await vpc.eip('eip-1').attachTo(vpc.vpc('vpc-1'));
const group: AutoScalingGroup = await new AutoScalingClient(ecs.session).groups().get('scg-1');
await group.scaleTo(3, { wait: true });
await group.attach([web, 'i-2']);
export const policyName: string | undefined = (await group.policies().list().first())?.scalingPolicyName;
export const printed: string | undefined = (await (await web.runScript('uptime')).output())[0]?.output;
export const subnetCidr: string | undefined = (await web.subnets()[0]?.reload())?.cidr;
