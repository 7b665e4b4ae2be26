// What curated methods take and give: what must and must not compile.
import { AlbClient, type Listener } from 'volcengine-fluent/alb';
import { CenClient } from 'volcengine-fluent/cen';
import { Certificate, CertificateServiceClient, type CertificateInstance } from 'volcengine-fluent/certificateservice';
import { ClbClient } from 'volcengine-fluent/clb';
import { DnsClient } from 'volcengine-fluent/dns';
import { EcsClient } from 'volcengine-fluent/ecs';
import { IamClient, type NewAccessKey, type Policy, type PolicyDocument } from 'volcengine-fluent/iam';
import { KmsClient } from 'volcengine-fluent/kms';
import { NatGatewayClient, type SnatEntry } from 'volcengine-fluent/natgateway';
import { RdsMysqlV2Client, type DBAccount } from 'volcengine-fluent/rdsmysqlv2';
import { VefaasClient, type Timer } from 'volcengine-fluent/vefaas';
import { VkeClient } from 'volcengine-fluent/vke';
import { VpcClient } from 'volcengine-fluent/vpc';

const ecs = new EcsClient();
const vpc = new VpcClient(ecs.session);
const alb = new AlbClient(ecs.session);
const clb = new ClbClient(ecs.session);

const group = alb.serverGroup('rsp-1');
export const servers: readonly string[] = await group.addInstances(ecs.instance('i-1'), { port: 80 });
// @ts-expect-error servers have a port
await group.addInstances(['i-1'], { weight: 10 });
// @ts-expect-error an instance is wanted
await group.addInstances(vpc.vpc('vpc-1'), { port: 80 });
export const listener: Listener = await alb
  .loadBalancer('alb-1')
  .listen({ protocol: 'HTTP', port: 80, forwardTo: group }, { wait: true });
// @ts-expect-error the group of another service
await clb.loadBalancer('clb-1').listen({ protocol: 'TCP', port: 80, forwardTo: group });
// @ts-expect-error no port
await clb.loadBalancer('clb-1').listen({ protocol: 'TCP', forwardTo: 'rsp-1' });

// setters take resources of the right type, in lists and nested builders too, and ids as before
const network = vpc.vpc('vpc-1');
void vpc.subnets().create().vpc(network).vpcId('vpc-1');
void vpc.subnets().list().vpcId(network);
void ecs.instances().create().networkInterface((nic) =>
  nic.subnet(vpc.subnet('subnet-1')).securityGroup(vpc.securityGroup('sg-1')).securityGroupIds(['sg-2', vpc.securityGroup('sg-3')]),
);
// @ts-expect-error a subnet is no VPC
void vpc.subnets().create().vpc(vpc.subnet('subnet-1'));
// @ts-expect-error a VPC is no security group
void ecs.instances().create().networkInterface((nic) => nic.subnet('subnet-1').securityGroup(network));
// @ts-expect-error a name is no resource
void ecs.instances().create().name(network);

const nat = new NatGatewayClient(ecs.session).gateway('ngw-1');
export const entry: SnatEntry = await nat.snat(vpc.subnet('subnet-1'), vpc.eip('eip-1'), { name: 'out' });
// @ts-expect-error a VPC has no route to the outside of its own
await nat.snat(vpc.vpc('vpc-1'), 'eip-1');
await new CenClient(ecs.session).cen('cen-1').attach(vpc.vpc('vpc-1'));
// @ts-expect-error an id alone doesn't tell the kind
await new CenClient(ecs.session).cen('cen-1').attach('vpc-1');

const iam = new IamClient(ecs.session);
const document: PolicyDocument = { Statement: [{ Effect: 'Allow', Action: ['ecs:*'], Resource: ['*'] }] };
export const policy: Policy = await iam.policies().define({ name: 'p', document });
export const key: NewAccessKey = await iam.user('ann').createAccessKey();
export const asCredentials = new EcsClient({ credentials: key });
await policy.attachTo(iam.role('app'));
// @ts-expect-error keys have no policies
await policy.attachTo(iam.accessKey('AKLT'));
// @ts-expect-error no such effect
await policy.setDocument({ Statement: [{ Effect: 'Permit' }] });
for await (const each of iam.user('ann').accessKeys()) void each.accessKeyId;
iam.accessKey({ AccessKeyId: 'AKLT', UserName: 'ann' });
for await (const attached of iam.user('ann').policies().list()) await iam.user('ann').detach(attached);
// @ts-expect-error a group is no policy
await iam.user('ann').detach(iam.group('staff'));

export const sealed: string = await new KmsClient(ecs.session).key('k').encryptData(new Uint8Array(2));
const instance = new RdsMysqlV2Client(ecs.session).instance('mysql-1');
export const account: DBAccount | undefined = await instance.accounts().list().first();
await account?.grant('shop', 'ReadOnly');
// @ts-expect-error a list of names
await account?.revoke(5);
export const text: string = await new VkeClient(ecs.session).cluster('cc-1').kubeconfig({ type: 'Public' });
// @ts-expect-error no such type
await new VkeClient(ecs.session).cluster('cc-1').kubeconfig({ type: 'public' });
export const timer: Timer = new VefaasClient(ecs.session).function('f').timer('t');
// @ts-expect-error a record has a value
await new DnsClient(ecs.session).zone(1).addRecord({ host: '@', type: 'A' });
export const certificate: CertificateInstance = await new CertificateServiceClient(ecs.session)
  .certificates()
  .importPem({ chain: '', privateKey: '' });
export const isOne: boolean = certificate instanceof Certificate;

