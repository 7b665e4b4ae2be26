import type { ShapeFacts } from '../../src/catalog/types.js';
import type { ResourceDraft } from './derive-resources.js';
import { namesOf } from './identity.js';
import { inputOf, membersOf, plain, type ServiceModel } from './service-model.js';

/** A service with its resource types, while they are derived. */
export interface ServiceDraft {
  readonly model: ServiceModel;
  readonly resources: Record<string, ResourceDraft>;
}

/** Members that mean a resource of another service everywhere: networks, machines, disks, roles and keys. */
const shared: Readonly<Record<string, string>> = {
  vpcid: 'vpc.Vpc',
  subnetid: 'vpc.Subnet',
  securitygroupid: 'vpc.SecurityGroup',
  networkinterfaceid: 'vpc.NetworkInterface',
  eipid: 'vpc.EipAddress',
  routetableid: 'vpc.RouteTable',
  networkaclid: 'vpc.NetworkAcl',
  havipid: 'vpc.HaVip',
  prefixlistid: 'vpc.PrefixList',
  bandwidthpackageid: 'vpc.BandwidthPackage',
  ipv6gatewayid: 'vpc.Ipv6Gateway',
  natgatewayid: 'natgateway.NatGateway',
  imageid: 'ecs.Image',
  keypairname: 'ecs.KeyPair',
  keypairid: 'ecs.KeyPair',
  deploymentsetid: 'ecs.DeploymentSet',
  hpcclusterid: 'ecs.HpcCluster',
  volumeid: 'storageebs.Volume',
  snapshotid: 'storageebs.Snapshot',
  loadbalancerid: 'clb.LoadBalancer',
  transitrouterid: 'transitrouter.TransitRouter',
  cenid: 'cen.Cen',
  rolename: 'iam.Role',
};

/** Fills in parents, children and the other relations of a service's types. */
export function deriveRelations(service: ServiceDraft, all: ReadonlyMap<string, ServiceDraft>): void {
  const { model, resources } = service;
  const own = ownReferences(model.name, resources);
  for (const [name, draft] of Object.entries(resources)) {
    const self = `${model.name}.${name}`;
    const target = (member: string): string | undefined => {
      const found = own.get(plain(member));
      return found === self || member === draft.id?.request ? undefined : found;
    };
    const parents = parentsOf(service, draft, target);
    if (Object.keys(parents).length > 0) draft.parents = parents;
    const others = (draft.id?.identity ?? []).filter(
      (member) => member !== draft.id?.request && (parents[member] || /(?:Id|ID)$/.test(member)),
    );
    if (draft.id && others.length > 0) draft.id = { ...draft.id, parents: others };
    const viewed = viewedType(name, draft, resources);
    if (viewed !== undefined && draft.id?.request !== undefined) {
      draft.viewOf = viewed;
      draft.scopedBy = [draft.id.request];
    }
    const any = (member: string): string | undefined =>
      target(member) ?? sharedTarget(member, model.name, all);
    const owned = (member: string): string | undefined => {
      const found = any(member);
      const [module = '', type = ''] = found?.split('.') ?? [];
      const facts = all.get(module)?.resources[type];
      return facts?.create || facts?.get ? found : undefined;
    };
    const item = draft.list?.shape === undefined ? undefined : model.shapes[draft.list.shape];
    const refs = item && referencesIn(item, owned, draft.id?.item);
    if (refs && Object.keys(refs).length > 0) draft.refs = refs;
    const input = draft.create && inputOf(model, draft.create.action);
    const createRefs = input && createReferences(model, input, owned, draft);
    if (createRefs && Object.keys(createRefs).length > 0) draft.createRefs = createRefs;
  }
  for (const [name, draft] of Object.entries(resources)) {
    const children = Object.entries(resources)
      .filter(([, { parents }]) =>
        Object.values(parents ?? {}).some(
          ({ resource, required }) => required && resource === `${model.name}.${name}`,
        ),
      )
      .map(([child]) => child);
    if (children.length > 0) draft.children = children;
  }
}

/** A list of what another type owns, by that type's id: `ScheduledJobRun` by the `JobId` of a `ScheduledJob`. */
function viewedType(
  name: string,
  { kind, get, id }: ResourceDraft,
  resources: Readonly<Record<string, ResourceDraft>>,
): string | undefined {
  const member = id?.request;
  if (kind !== 'readonly' || get || member === undefined || member !== id?.item || generic.test(member))
    return undefined;
  const owners = Object.keys(resources).filter((other) => {
    const facts = resources[other];
    return other !== name && facts?.id?.request === member && (facts.create ?? facts.get) !== undefined;
  });
  const named = owners.filter((other) => name.includes(other)).sort((a, b) => b.length - a.length);
  return named[0] ?? owners.find((other) => resources[other]?.create) ?? owners[0];
}

/** The members of this service that mean one of its own types: its request's id, its item's, and `<Type>Id`. */
function ownReferences(
  service: string,
  resources: Readonly<Record<string, ResourceDraft>>,
): Map<string, string> {
  const byMember = new Map<string, { type: string; weight: number }>();
  const offer = (member: string | undefined, type: string, weight: number): void => {
    if (member === undefined || generic.test(member)) return;
    const key = plain(member);
    const known = byMember.get(key);
    if (!known || weight > known.weight) byMember.set(key, { type, weight });
  };
  for (const [name, { id, create, delete: remove, get }] of Object.entries(resources)) {
    const owned = (create ? 4 : 0) + (remove ? 2 : 0) + (get ? 1 : 0);
    const fits = (member: string | undefined): number =>
      member === undefined
        ? 0
        : namesOf(name).last.some((part) => plain(member).startsWith(plain(part)))
          ? 10 + (plain(member).startsWith(plain(name)) ? 20 : 0)
          : 0;
    offer(`${name}Id`, name, 40 + owned);
    offer(id?.request, name, (id?.item === id?.request ? 5 : 0) + owned + fits(id?.request));
    if (/(?:Id|ID)$/.test(id?.item ?? '')) offer(id?.item, name, owned + fits(id?.item));
  }
  return new Map([...byMember].map(([member, { type }]) => [member, `${service}.${type}`]));
}

const generic = /^(?:id|uid|uuid|name|trn|type|key|code|ids|host|domain_?name|product)$/i;

function parentsOf(
  { model }: ServiceDraft,
  { create, get, list, delete: remove, id }: ResourceDraft,
  target: (member: string) => string | undefined,
): Record<string, { resource: string; required: boolean }> {
  const inputs = [list, create, get, remove].flatMap((part) => (part ? [inputOf(model, part.action)] : []));
  const parents = new Map<string, { resource: string; required: boolean }>();
  for (const input of inputs) {
    for (const [member, facts] of Object.entries(input)) {
      const resource = facts.type === 'list' || member === id?.request ? undefined : target(member);
      if (resource === undefined) continue;
      const required = facts.required === true || parents.get(member)?.required === true;
      parents.set(member, { resource, required });
    }
  }
  return Object.fromEntries([...parents].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sharedTarget(
  member: string,
  service: string,
  all: ReadonlyMap<string, ServiceDraft>,
): string | undefined {
  const name = plain(member);
  const target = shared[name] ?? shared[name.replace(/ids$/, 'id')] ?? shared[name.replace(/idlist$/, 'id')];
  if (target === undefined) return undefined;
  const [module = '', type = ''] = target.split('.');
  return module !== service && all.get(module)?.resources[type] ? target : undefined;
}

function referencesIn(
  shape: ShapeFacts,
  target: (member: string) => string | undefined,
  ownId: string | undefined,
): Record<string, string> {
  const refs: Record<string, string> = {};
  for (const [member, facts] of Object.entries(shape)) {
    if (member === ownId || facts.ref !== undefined || facts.items?.ref !== undefined) continue;
    const found = target(member) ?? (/(?:Ids|IDs)$/.test(member) ? target(member.slice(0, -1)) : undefined);
    if (found !== undefined) refs[member] = found;
  }
  return refs;
}

/** References of a creating request, also one level down: `NetworkSettings.VpcId`. */
function createReferences(
  model: ServiceModel,
  input: ShapeFacts,
  target: (member: string) => string | undefined,
  { id }: ResourceDraft,
): Record<string, string> {
  const refs = referencesIn(input, target, id?.request);
  for (const [outer, facts] of Object.entries(input)) {
    if (facts.ref === undefined) continue;
    for (const [inner, resource] of Object.entries(referencesIn(membersOf(model, facts), target, undefined)))
      refs[`${outer}.${inner}`] = resource;
  }
  return refs;
}
