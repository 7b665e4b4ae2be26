import { inspect } from 'node:util';
import { expect } from 'chai';
import { emitResource } from '../../../codegen/resource.js';
import { loadService, serviceNames } from '../../../src/catalog/load.js';
import type { MemberFacts, ServiceFacts } from '../../../src/catalog/types.js';
import { AfterCreationError } from '../../../src/errors/index.js';
import type { Creation } from '../../../src/resources/model/creations.js';
import { missingParts } from '../../../src/resources/identity.js';
import { resourceModelOf, type ResourceModel } from '../../../src/resources/model/resource-model.js';
import { Resource } from '../../../src/resources/resource.js';
import { FakeCloud } from '../../support/fake-cloud.js';
import { leastRequest } from '../../support/least-request.js';

type Json = Record<string, unknown>;
type Way = readonly [label: string, model: ResourceModel, creation: Creation];

const unchecked = { validate: false } as const;

/** Every way to create every resource type. */
const ways: readonly Way[] = serviceNames().flatMap((service) => {
  const facts = loadService(service);
  return Object.keys(facts.resources).flatMap((resourceType) => {
    const model = resourceModelOf(facts, resourceType)!;
    return model.creations.map((creation): Way => [
      `${service}.${resourceType} by ${creation.action}`,
      model,
      creation,
    ]);
  });
});

/** A response with every member of a shape; each text is told only here. */
function filled(facts: ServiceFacts, shape: string, path = '', depth = 5): Json {
  const value = (member: MemberFacts, at: string): unknown => {
    if (member.ref !== undefined) return depth > 0 ? filled(facts, member.ref, `${at}.`, depth - 1) : {};
    if (member.items) return [value(member.items, at)];
    if (member.values) return {};
    if (member.type === 'integer' || member.type === 'number') return 7_000_000 + at.length;
    return member.type === 'boolean' ? true : `told-once:${at}`;
  };
  return Object.fromEntries(
    Object.entries(facts.shapes[shape] ?? {}).map(([name, member]) => [name, value(member, path + name)]),
  );
}

/** What a creation resolves or rejects to. */
async function created(
  { facts, resourceType, creations }: ResourceModel,
  { action }: Creation,
  request: Json,
  response: Json,
): Promise<unknown> {
  const cloud = new FakeCloud(() => response);
  const by = creations[0]?.action === action ? undefined : action;
  return cloud
    .collection(facts.name, resourceType)
    .create(by)
    .from(request)
    .run(unchecked)
    .catch((error: unknown) => error);
}

/** Types whose creation tells what no later call does: keys, secrets, tokens, passwords. */
const toldOnce = [
  'ecs.KeyPair',
  'cr.RobotAccount',
  'iam.ApiKey',
  'iam.AccessKey',
  'cloudidentity.SCIMServerCredential',
  'rocketmq.AccessKey',
  'vefaas.E2BAPIKey',
  'pca20251001.LeafInstance',
  'id.SCIMToken',
  'id.UserPoolClient',
  'bmq20240901.DeviceCredential',
  'aiotvideo.Device',
  'aidap.Workspace',
  'veiapi.IotLlmToken',
];

/** Types whose id the request may leave out. */
const ownIdOptional = [
  'kms.KeyMaterial',
  'rdsmysql.Account',
  'rdsmysql.Database',
  'dcdn.Domain',
  'dcdn.CertBind',
  'vpc.IpAddressPoolCidrBlock',
  'seccenter20240508.MonitorPolicy',
  'aidap.EndpointPublicAddress',
  'ecs.LaunchTemplateVersion',
];

describe('every creation', function () {
  this.timeout(60_000);

  it('keeps its response, which is neither printed nor serialised', async () => {
    const wrong: string[] = [];
    const kept = new Set<string>();
    for (const [label, model, creation] of ways) {
      if (creation.idFrom === 'none') continue;
      const { facts, identity } = model;
      const response = filled(facts, facts.actions[creation.action]?.output ?? '');
      for (const flag of ['Success', 'success', 'Error', 'Errors', 'Result']) delete response[flag];
      const own = Object.fromEntries(identity.map((each) => [each, 'chosen']));
      const request = { ...leastRequest(facts, creation.action), ...own };
      const outcome = await created(model, creation, request, response);
      const [resource] = [outcome].flat();
      // A response that lists failed items is a failure.
      if (facts.actions[creation.action]?.itemErrors) continue;
      if (!(resource instanceof Resource)) {
        wrong.push(`${label}: ${String(outcome)}`);
        continue;
      }
      kept.add(`${facts.name}.${model.resourceType}`);
      const shown = inspect(resource, { depth: 9, showHidden: true }) + JSON.stringify(resource);
      const identified = Object.values(resource.identity).map(String);
      const rest = identified.reduce((text, id) => text.replaceAll(id, ''), shown);
      if (JSON.stringify(resource.created) !== JSON.stringify(response)) wrong.push(`${label}: not kept`);
      if (rest.includes('told-once:')) wrong.push(`${label}: shows ${rest}`);
    }
    expect(wrong).to.deep.equal([]);
    expect(kept.size).to.be.greaterThan(590);
    expect(toldOnce.filter((type) => !kept.has(type))).to.deep.equal([]);
  });

  it('has a response with a type of its own where it tells something once', () => {
    const untyped = toldOnce.filter((type) => {
      const [service = '', resourceType = ''] = type.split('.');
      return !/\$\.Created<\$\.Result</.test(emitResource(loadService(service), resourceType));
    });
    expect(untyped).to.deep.equal([]);
  });

  it('gives no resource with an incomplete identity, whatever request and response leave out', async () => {
    const wrong: string[] = [];
    const refused = new Set<string>();
    for (const [label, model, creation] of ways) {
      const { facts, resource: resourceFacts } = model;
      const least = leastRequest(facts, creation.action);
      const { idFromInput } = resourceFacts.create ?? {};
      const withoutId = Object.fromEntries(
        Object.entries(least).filter(([member]) => member !== idFromInput),
      );
      for (const request of [{}, least, withoutId]) {
        const outcome = await created(model, creation, request, {});
        for (const each of [outcome].flat()) {
          if (each instanceof Resource && missingParts(model, each.identity).length > 0)
            wrong.push(`${label}: ${inspect(each)}`);
        }
        if (creation.idFrom === 'none' || outcome instanceof AfterCreationError)
          refused.add(`${facts.name}.${model.resourceType}`);
      }
    }
    expect(wrong).to.deep.equal([]);
    expect(ownIdOptional.filter((type) => !refused.has(type))).to.deep.equal([]);
  });

  it('of a command is waited for until any end', async () => {
    const ends = ['Scheduled', 'Success', 'Failed', 'Stopped', 'PartialFailed', 'Finished'];
    for (const end of ends) {
      let polls = 0;
      const cloud = new FakeCloud(({ action }) =>
        action === 'RunCommand'
          ? { InvocationId: 'ivk-1' }
          : {
              Invocations: [
                { InvocationId: 'ivk-1', InvocationStatus: ['Pending', 'Running'][polls++] ?? end },
              ],
            },
      );
      const run = cloud.collection('ecs', 'Invocation').create();
      const made = (await run.run({ ...unchecked, wait: true } as object)) as Resource;
      expect([made.status, polls]).to.deep.equal([end, 3]);
    }
  });
});
