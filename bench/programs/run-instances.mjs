// Makes a RunInstances request of 40 members, and takes it as far as its signature.
import { createHash, createHmac } from 'node:crypto';
import { sign, SigningKeys } from '../../dist/index.js';
import { EcsClient } from '../../dist/services/ecs.js';
import { loadService } from '../../dist/catalog/load.js';
import { assertValid } from '../../dist/models/validate.js';
import { serialize } from '../../dist/transport/protocols/serialize.js';
import { answerCommands } from '../harness/commands.mjs';
import { envelope } from '../harness/answers.mjs';
import { cpuPerCall } from '../harness/cpu.mjs';
import { keys, region } from '../harness/signature.mjs';
import { inTurn } from '../harness/statistics.mjs';

const answer = { status: 200, headers: {}, body: envelope('RunInstances', { InstanceIds: ['i-1'] }) };
const http = { send: () => Promise.resolve(answer), close: () => undefined };
const ecs = new EcsClient({ region, credentials: keys, http, env: {} });
const facts = loadService('ecs');
/** @type {import('../../dist/types/call.js').CallTarget} */
const target = {
  service: 'ecs',
  version: '2020-04-01',
  action: 'RunInstances',
  method: 'GET',
  protocol: 'query',
  isRead: false,
  clientTokenMember: 'ClientToken',
};
const scope = { credentials: keys, region, service: 'ecs', dateTime: '20260102T030405Z' };
const signingKeys = new SigningKeys();

function build() {
  return ecs
    .instances()
    .create()
    .instanceName('web-1')
    .imageId('image-ybvz29l3da4ox5h0m9')
    .instanceTypeId('ecs.g1.large')
    .zoneId('cn-beijing-a')
    .projectName('default')
    .description('Serves the shop')
    .hostName('web-1')
    .keyPairName('vtable')
    .instanceChargeType('PostPaid')
    .spotStrategy('NoSpot')
    .autoRenew(false)
    .autoRenewPeriod(1)
    .period(1)
    .periodUnit('Month')
    .minCount(1)
    .deletionProtection(false)
    .deploymentSetId('dps-ybti5tkpkv2udbfolrft')
    .hpcClusterId('hpc-ybti5tkpkv2udbfolrft')
    .securityEnhancementStrategy('Active')
    .uniqueSuffix(true)
    .userData('IyEvYmluL3NoCmVjaG8gaGVsbG8K')
    .installRunCommandAgent(true)
    .httpTokens('optional')
    .clientToken('token-1')
    .eipAddress({ BandwidthMbps: 5, ChargeType: 'PayByTraffic', ISP: 'BGP', ReleaseWithInstance: true })
    .networkInterface((nic) =>
      nic.subnetId('subnet-2d68bh73d858ozfekrm8fj').securityGroupIds(['sg-2b3dq7v0ha0w2dx0eg0nhljv']),
    )
    .volume((volume) => volume.volumeType('ESSD_PL0').size(40).deleteWithInstance('true'))
    .volume((volume) => volume.volumeType('ESSD_PL0').size(100).deleteWithInstance('true'))
    .tags([
      { Key: 'team', Value: 'shop' },
      { Key: 'stage', Value: 'live' },
    ]);
}

const request = build().toJSON();
const members = new URLSearchParams(serialize(target, request).query).size - 2;
if (members !== 40) throw new Error(`The request has ${members} members`);

const steps = {
  build: () => build().toJSON(),
  validate: () => assertValid(facts, 'RunInstances', request),
  serialise: () => serialize(target, request),
  sign: () => signed(serialized),
};
const serialized = serialize(target, request);

function signed({ method, query, body, contentType }) {
  return sign({ method, host: 'ecs.volcengineapi.com', query, body, contentType }, scope, signingKeys);
}

function hmacOf(body) {
  const digest = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', 'key').update(digest).digest('hex');
}

const subjects = [
  ...Object.entries(steps).map(([name, run]) => ({ name, run })),
  {
    name: 'steps',
    run: () => {
      const built = build().toJSON();
      assertValid(facts, 'RunInstances', built);
      signed(serialize(target, built));
    },
  },
  { name: 'whole', run: () => build().run() },
  // The least that a signed request takes.
  { name: 'floor', run: () => hmacOf(JSON.stringify(request)) },
];

answerCommands({
  /** The microseconds that each takes, a value a round. */
  measure: async ({ rounds, calls }) => {
    const samples = await inTurn(rounds + 1, subjects, ({ run }) => cpuPerCall(calls, run));
    // The first round warms up.
    return Object.fromEntries([...samples].map(([{ name }, values]) => [name, values.slice(1)]));
  },
});
