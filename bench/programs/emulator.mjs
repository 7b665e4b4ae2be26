// A local cloud in a process of its own, filled when told to.
import { Emulator } from '../../dist/emulator/index.js';
import { answerCommands } from '../harness/commands.mjs';
import { cpuPerCall, heapMb } from '../harness/cpu.mjs';

const cloud = await new Emulator({ settleMs: 0 }).start();
// Since the process began, the loading of Node included.
const ms = performance.now();
let count = 0;
let network;

answerCommands({
  started: () => ({ ms, config: cloud.config() }),
  fill,
  pages,
  cpuUs: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  memory: () => ({ heapMb: heapMb(), residentMb: process.memoryUsage().rss / 2 ** 20 }),
});

function fill({ total }) {
  for (; count < total; count++) {
    if (count % 60_000 === 0) network = makeNetwork();
    cloud.call('ecs', 'RunInstances', {
      InstanceName: `web-${count}`,
      ImageId: 'image-ybvz29l3da4ox5h0m9',
      InstanceTypeId: 'ecs.g1.large',
      ZoneId: 'cn-beijing-a',
      KeyPairName: 'vtable',
      NetworkInterfaces: [network],
      Volumes: [{ VolumeType: 'ESSD_PL0', Size: 40 }],
    });
  }
}

/** A subnet of the widest kind, which has about 65,000 addresses, and a security group. */
function makeNetwork() {
  const { VpcId } = cloud.call('vpc', 'CreateVpc', { CidrBlock: '10.0.0.0/16' });
  const ZoneId = 'cn-beijing-a';
  const { SubnetId } = cloud.call('vpc', 'CreateSubnet', { VpcId, ZoneId, CidrBlock: '10.0.0.0/16' });
  const { SecurityGroupId } = cloud.call('vpc', 'CreateSecurityGroup', { VpcId });
  return { SubnetId, SecurityGroupIds: [SecurityGroupId] };
}

/** What a page of ten costs, in microseconds a page, without HTTP: the first, one in the middle, a filtered one. */
async function pages({ rounds }) {
  const page = (input) =>
    /** @type {any} */ (cloud.call('ecs', 'DescribeInstances', { MaxResults: 10, ...input }));
  let token;
  for (let seen = 0; seen < count / 2; seen += 100)
    token = page({ MaxResults: 100, ...(token === undefined ? {} : { NextToken: token }) }).NextToken;
  const inputs = {
    'first page': {},
    'page in the middle': { NextToken: token },
    'page filtered by status': { Status: 'RUNNING' },
    'page filtered by its name': { InstanceName: `web-${count - 1}` },
  };
  const us = {};
  for (const [kind, input] of Object.entries(inputs)) {
    if (!(page(input).Instances?.length > 0)) throw new Error(`A ${kind} gave nothing`);
    us[kind] = [];
    for (let round = -1; round < rounds; round++) {
      const cost = await cpuPerCall(200, () => page(input));
      // The first round warms up.
      if (round >= 0 || rounds === 1) us[kind].push(cost);
    }
  }
  return us;
}
