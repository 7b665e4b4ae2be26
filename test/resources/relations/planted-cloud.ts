import { readdirSync } from 'node:fs';
import { withPath } from '../../../src/catalog/paths.js';
import { inputShape, memberAt } from '../../../src/catalog/shapes.js';
import { loadService } from '../../../src/catalog/load.js';
import type { MemberFacts, ServiceFacts } from '../../../src/catalog/types.js';
import { clientClass, type ServiceClient } from '../../../src/client/service-client.js';
import { Volcengine } from '../../../src/client/volcengine.js';
import { Emulator } from '../../../src/emulator/index.js';
import { isGlobalModule } from '../../../src/catalog/global-services.js';
import { coerceId } from '../../../src/resources/coerce-id.js';
import type { Identity } from '../../../src/resources/identity.js';
import { resourceModelOf, type ResourceModel } from '../../../src/resources/model/resource-model.js';

type Data = Record<string, unknown>;

/** The services with curated files. */
export const curatedServices: readonly string[] = readdirSync('src/resources/services', {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
  .map(({ name }) => name);

/**
 * Two families of resources, 1 and 2: of every type one in each, which refers to those of its own family. Written as the
 * state of a local cloud, since most types of the cloud are made by no action.
 */
export class PlantedCloud {
  readonly cloud = new Emulator({ settleMs: 0, references: 'none' });
  #session: Volcengine | undefined;
  readonly #clients = new Map<string, ServiceClient>();

  private constructor(types: ReadonlySet<string>) {
    const partition = (region: string, isGlobal: boolean) => ({
      account: this.cloud.account,
      region,
      collections: Object.fromEntries(
        [...types]
          .filter((key) => isGlobalModule(key.split('.')[0]!) === isGlobal)
          .map((key) => [
            key,
            { nextSeq: 3, hasPredefined: true, entities: [1, 2].map((n) => entity(key, n)) },
          ]),
      ),
    });
    this.cloud.restore({
      ...this.cloud.snapshot(),
      partitions: [partition(this.cloud.region, false), partition('global', true)],
    });
  }

  static async start(types: ReadonlySet<string>): Promise<PlantedCloud> {
    const planted = new PlantedCloud(types);
    await planted.cloud.start();
    return planted;
  }

  client(service: string): ServiceClient {
    this.#session ??= new Volcengine(this.cloud.config());
    let client = this.#clients.get(service);
    if (!client) this.#clients.set(service, (client = new (clientClass(service, 'Client'))(this.#session)));
    return client;
  }

  async stop(): Promise<void> {
    this.#session?.close();
    await this.cloud.stop();
  }
}

export function modelOf(key: string): ResourceModel {
  const [service, resourceType] = key.split('.') as [string, string];
  return resourceModelOf(loadService(service), resourceType)!;
}

/** The own id of the resource of a family. */
export function idIn(key: string, family: number): unknown {
  const model = modelOf(key);
  const own = model.identity.at(-1);
  return own === undefined ? undefined : valueOf(model, own, family);
}

/** What identifies the resource of a family, with what reading it needs besides. */
export function identityIn(key: string, family: number): Identity {
  const model = modelOf(key);
  return valuesOf(model, [...model.identity, ...model.needs, ...model.owners], family);
}

/** What is known of the resource of a family: its identity, its parents, and what it refers to. */
export function knownIn(key: string, family: number): Data {
  const model = modelOf(key);
  return valuesOf(model, linksOf(model), family);
}

/** What the local cloud keeps inside another resource, and shows as resources of a type of its own. */
const kept: Readonly<Record<string, (family: number) => Data>> = {
  'ecs.Invocation': (n) => ({ InstanceIds: [idIn('ecs.Instance', n)] }),
  'iam.Group': (n) => ({ policies: [attachedPolicy(n)] }),
  'iam.Role': (n) => ({ policies: [attachedPolicy(n)] }),
  'iam.User': (n) => ({ policies: [attachedPolicy(n)], groups: [idIn('iam.Group', n)] }),
  'kms.Secret': (n) => ({ versions: [{ VersionID: idIn('kms.SecretVersion', n) }] }),
};

const attachedPolicy = (family: number): Data => ({
  PolicyName: idIn('iam.Policy', family),
  PolicyType: 'Custom',
});

/** Types whose ids the local cloud makes from another's. */
export const computed: ReadonlySet<string> = new Set(['ecs.InvocationResult']);

/** Types that are a view of another: their ids are its own. */
const views: Readonly<Record<string, string>> = {
  'transitrouter.TransitRouterAttachment': 'transitrouter.TransitRouterVpcAttachment',
};

function entity(key: string, family: number) {
  const model = modelOf(key);
  const id = String(idIn(key, family) ?? `${key}-${family}`);
  return { seq: family, id, data: { ...dataIn(model, family), ...kept[key]?.(family) } };
}

function dataIn(model: ResourceModel, family: number): Data {
  const { facts, shapes, identity, itemIds } = model;
  const own = identity.at(-1);
  let data: Data = { ...valuesOf(model, identity, family) };
  for (const member of linksOf(model)) {
    data = withPath(data, member, fitted(valueOf(model, member, family), typeIn(facts, shapes, member)));
  }
  for (const path of own === undefined ? [] : itemIds) {
    const type = typeIn(facts, shapes, path);
    if (type) data = withPath(data, path, fitted(valueOf(model, own as string, family), type));
  }
  return data;
}

/** The members that identify a resource or lead to others. */
function linksOf({
  identity,
  needs,
  resource: { refs = {}, parents = {} },
}: ResourceModel): readonly string[] {
  return [...new Set([...identity, ...needs, ...Object.keys(refs), ...Object.keys(parents)])];
}

function valuesOf(model: ResourceModel, members: readonly string[], family: number): Data {
  return Object.fromEntries(members.map((each) => [each, valueOf(model, each, family)]));
}

function typeIn(facts: ServiceFacts, shapes: readonly string[], path: string): MemberFacts | undefined {
  return shapes.map((shape) => memberAt(facts, shape, path)).find((found) => found !== undefined);
}

/** What a member of a type holds in a family: the id of what it refers to, or something of its own. */
function valueOf(model: ResourceModel, member: string, family: number): unknown {
  const { facts, resource, resourceType, relations } = model;
  const viewed = relations.find((each) => each.kind === 'one' && each.member === member);
  const target =
    resource.refs?.[member] ??
    resource.parents?.[member]?.resource ??
    (viewed && `${viewed.service}.${viewed.resourceType}`);
  if (target !== undefined && target !== `${facts.name}.${resourceType}`) {
    const targeted = modelOf(target);
    const of = targeted.identity.at(-1);
    if (of !== undefined) return valueOf(targeted, of, family);
  }
  if (member !== model.identity.at(-1)) return `${member}-${family}`;
  const origin = views[`${facts.name}.${resourceType}`];
  if (origin !== undefined) return idIn(origin, family);
  const id = `${facts.name}-${resourceType}-${family}`;
  return isNumbered(model) ? numberOf(id) : id.padEnd(minLengthOf(model, member), '0');
}

function minLengthOf({ facts, resource }: ResourceModel, own: string): number {
  const actions = [resource.get?.action, resource.list?.action];
  return Math.max(0, ...actions.map((action) => inputShape(facts, action)[own]?.minLength ?? 0));
}

/** Whether the service has numbers for the ids of a type. */
function isNumbered({ facts, resource, shapes, itemIds, identity }: ResourceModel): boolean {
  const own = identity.at(-1) ?? '';
  const inputs = [resource.get?.action, resource.delete?.action, resource.list?.action];
  const types = [
    ...itemIds.map((path) => typeIn(facts, shapes, path)),
    ...inputs.map((action) => inputShape(facts, action)[own]),
  ];
  return types.some((type) => type?.type === 'integer');
}

function fitted(value: unknown, type: MemberFacts | undefined): unknown {
  if (type === undefined) return value;
  if (type.type === 'list') return [fitted(value, type.items)];
  if (type.type === 'integer' || type.type === 'number')
    return typeof value === 'number' ? value : numberOf(value);
  return coerceId(value, type);
}

/** A number that stands for a text where a service has numbers for ids. */
function numberOf(text: unknown): number {
  return [...String(text)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
}
