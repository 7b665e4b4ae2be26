import { readFileSync } from 'node:fs';
import type { ResourceFacts, StatusFacts } from '../../src/catalog/types.js';
import { confidenceOf } from './confidence.js';
import type { ResourceDraft } from './derive-resources.js';
import { inputOf, outputOf, type ServiceModel } from './service-model.js';
import type { ServiceDraft } from './relations.js';

/** What the Terraform provider does with one of its types: `facts/evidence/terraform-lifecycle.json`. */
export interface TerraformLifecycle {
  readonly type: string;
  readonly service: string;
  readonly create: readonly string[];
  readonly delete?: readonly {
    readonly action: string;
    readonly notFoundIsSuccess?: true;
    readonly retryMinutes?: number;
    readonly waitGoneMinutes?: number;
  }[];
  readonly failed?: readonly string[];
  readonly timeoutMinutes?: StatusFacts['timeoutMinutes'];
  readonly delaySeconds?: number;
  readonly notFoundWhileCreating?: true;
  /** For each phase and action the states that end the wait. */
  readonly waits?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly tagType?: string;
  readonly projectTrn?: { readonly service: string; readonly type: string };
  readonly unsubscribeProducts?: readonly string[];
  readonly read?: string;
  readonly readMembers?: readonly string[];
  readonly identity?: readonly string[];
}

/** What a Cloud Control schema says of the members of a type: `facts/evidence/cloud-control-members.json`. */
export interface CloudControlMembers {
  readonly type: string;
  readonly service: string;
  readonly create: readonly string[];
  readonly delete?: readonly string[];
  readonly createOnly?: readonly string[];
  readonly readOnly?: readonly string[];
  readonly states?: Readonly<Record<string, readonly string[]>>;
}

export interface Evidence {
  readonly terraform: readonly TerraformLifecycle[];
  readonly cloudControl: readonly CloudControlMembers[];
}

/** The evidence files of this repository. */
export function readEvidence(): Evidence {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`../evidence/${name}.json`, import.meta.url), 'utf8'));
  return {
    terraform: read('terraform-lifecycle') as TerraformLifecycle[],
    cloudControl: read('cloud-control-members') as CloudControlMembers[],
  };
}

/** Where the evidence is read from. */
export const evidenceSources = {
  terraform: { source: 'volcengine/terraform-provider-volcengine', version: '8cff1813' },
  cloudControl: { source: 'volcengine/terraform-provider-volcenginecc', version: 'fe912e86' },
} as const;

/** A part of a type's facts, by its path, and where it comes from: `terraform:volcengine_vpc`. */
export type Sources = Map<string, string>;

/** Adds to a service's types what the evidence knows of them; gives the source of each part that it set. */
export function applyEvidence({ model, resources }: ServiceDraft, evidence: Evidence): Map<string, Sources> {
  const terraform = evidence.terraform.filter(({ service }) => service === model.name);
  const cloudControl = evidence.cloudControl.filter(({ service }) => service === model.name);
  const sources = new Map<string, Sources>();
  for (const [name, draft] of Object.entries(resources)) {
    const set: Sources = new Map();
    const own = matching(terraform, draft, ({ delete: remove }) => remove?.map(({ action }) => action));
    const schema = matching(cloudControl, draft, ({ delete: remove }) => remove);
    if (own) applyTerraform(draft, own, set);
    if (schema) applyCloudControl(model, draft, schema, set);
    draft.confidence = confidenceOf(draft, own !== undefined || schema !== undefined);
    if (own || schema) {
      set.set(
        'confidence',
        [own && `terraform:${own.type}`, schema && `cloudControl:${schema.type}`].filter(Boolean).join(' '),
      );
    }
    sources.set(name, set);
  }
  addAssociations(resources, terraform, sources);
  return sources;
}

/** The entry whose first creating action is the type's, else the one that deletes as the type does. */
function matching<T extends { readonly create: readonly string[] }>(
  entries: readonly T[],
  { create, delete: remove }: ResourceDraft,
  removersOf: (entry: T) => readonly string[] | undefined,
): T | undefined {
  const creator = create?.action;
  if (creator === undefined) return undefined;
  return (
    entries.find((entry) => entry.create[0] === creator) ??
    entries.find(
      (entry) => remove && entry.create.includes(creator) && removersOf(entry)?.includes(remove.action),
    )
  );
}

function applyTerraform(draft: ResourceDraft, found: TerraformLifecycle, set: Sources): void {
  const source = `terraform:${found.type}`;
  const mark = (path: string): void => void set.set(path, source);
  const confirm = (path: string): void => void set.set(path, `rules ${source}`);
  if (draft.create && found.create.includes(draft.create.action)) confirm('create.action');
  if (draft.list && found.read === draft.list.action) confirm('list.action');
  if (draft.get && found.read === draft.get.action) confirm('get.action');
  const remover = found.delete?.find(({ action }) => action === draft.delete?.action);
  if (draft.delete && remover) {
    const { notFoundIsSuccess, retryMinutes, waitGoneMinutes } = remover;
    const added = defined({ notFoundIsSuccess, retryMinutes, waitGoneMinutes });
    confirm('delete.action');
    for (const key of Object.keys(added)) mark(`delete.${key}`);
    draft.delete = { ...draft.delete, ...added };
  }
  if (draft.status?.member !== undefined) draft.status = withStates(draft.status, found, mark);
  if (found.tagType !== undefined && draft.tags) {
    draft.tags = { ...draft.tags, resourceType: found.tagType };
    mark('tags.resourceType');
  }
  if (found.projectTrn) {
    draft.projectTrn = found.projectTrn;
    mark('projectTrn');
  }
  if (found.unsubscribeProducts) {
    draft.unsubscribeProducts = found.unsubscribeProducts;
    mark('unsubscribeProducts');
  }
  if (!draft.read && found.read !== undefined) {
    draft.read = 'embedded';
    const members = found.readMembers;
    draft.readFrom = { action: found.read, source: 'terraform', ...(members && { members }) };
    mark('readFrom');
  }
}

function withStates(
  status: StatusFacts,
  found: TerraformLifecycle,
  mark: (path: string) => void,
): StatusFacts {
  const { failed, timeoutMinutes, delaySeconds, notFoundWhileCreating } = found;
  const waits = found.waits && statesOf(found.waits);
  const first = found.create
    .map((action) => found.waits?.['create']?.[action])
    .find((states) => states !== undefined);
  const ready = first && [...first].sort();
  const added = defined({
    failed: failed && [...failed].sort(),
    timeoutMinutes,
    delaySeconds,
    notFoundWhileCreating,
    ready,
    waits,
  });
  for (const key of Object.keys(added)) mark(`status.${key}`);
  return { ...status, ...added };
}

function statesOf(waits: NonNullable<TerraformLifecycle['waits']>): NonNullable<StatusFacts['waits']> {
  const phases = Object.entries(waits).map(([phase, actions]) => {
    const states = Object.entries(actions).map(([action, names]) => [action, { states: [...names].sort() }]);
    return [phase, Object.fromEntries(states)];
  });
  return Object.fromEntries(phases) as NonNullable<StatusFacts['waits']>;
}

function applyCloudControl(
  model: ServiceModel,
  draft: ResourceDraft,
  found: CloudControlMembers,
  set: Sources,
): void {
  const source = `cloudControl:${found.type}`;
  const creator = draft.create?.action;
  const input = creator === undefined ? {} : inputOf(model, creator);
  const item = draft.list?.shape === undefined ? {} : (model.shapes[draft.list.shape] ?? {});
  const object = draft.get ? outputOf(model, draft.get.action) : {};
  const createOnly = found.createOnly?.filter((member) => input[member]);
  const readOnly = found.readOnly?.filter((member) => (item[member] ?? object[member]) && !input[member]);
  if (createOnly && createOnly.length > 0) {
    draft.createOnly = createOnly;
    set.set('createOnly', source);
  }
  if (readOnly && readOnly.length > 0) {
    draft.readOnly = readOnly;
    set.set('readOnly', source);
  }
  const states = draft.status?.member === undefined ? undefined : found.states?.[draft.status.member];
  if (states && draft.status && !draft.status.values) {
    draft.status = { ...draft.status, values: states };
    set.set('status.values', source);
  }
}

/** Terraform types that attach one thing to another: they belong to the type whose method attaches. */
function addAssociations(
  resources: Readonly<Record<string, ResourceDraft>>,
  terraform: readonly TerraformLifecycle[],
  sources: ReadonlyMap<string, Sources>,
): void {
  const creators = new Set(Object.values(resources).map(({ create }) => create?.action));
  for (const found of terraform) {
    const [action] = found.create;
    const removers = found.delete?.map((remover) => remover.action) ?? [];
    if (action === undefined || creators.has(action) || removers.length === 0) continue;
    const owner = Object.entries(resources).find(
      ([, { methods, collectionMethods, update }]) =>
        methods?.some((method) => method.action === action) ||
        collectionMethods?.includes(action) ||
        update?.includes(action),
    );
    if (!owner) continue;
    const [name, draft] = owner;
    const wait = found.waits?.['create']?.[action];
    const last = removers[0] === undefined ? undefined : found.waits?.['delete']?.[removers[0]];
    const association: NonNullable<ResourceFacts['associations']>[number] = {
      create: [action],
      delete: removers,
      ...(found.identity && { members: found.identity }),
      ...(wait && { createWait: wait }),
      ...(last && { deleteWait: last }),
    };
    draft.associations = [...(draft.associations ?? []), association];
    sources.get(name)?.set('associations', `terraform:${found.type}`);
  }
}

function defined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
