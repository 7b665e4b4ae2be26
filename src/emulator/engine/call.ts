import type { Data } from '../model/data.js';
import type { ResourceType } from '../model/resource-type.js';
import type { ActionModel, ServiceModel } from '../model/service-model.js';
import type { Caller } from '../state/accounts.js';
import type { CloudState } from '../state/cloud-state.js';
import type { Entity } from '../state/entity.js';
import type { Collection, Partition } from '../state/store.js';
import type { Sampler } from './sampler.js';

/** A call that passed the gateway: authenticated and decoded, not yet executed. */
export interface Call {
  readonly engine: EngineAccess;
  readonly cloud: CloudState;
  readonly service: ServiceModel;
  readonly action: ActionModel;
  readonly input: Readonly<Data>;
  readonly caller: Caller;
  readonly region: string;
  /** The caller's resources of this service. */
  readonly partition: Partition;
  /** Whether to check the call without executing it. */
  readonly isDryRun: boolean;
  /** The cloud's time, in milliseconds since 1970. */
  readonly now: number;

  /** Calls another action as the same caller, as services call each other. */
  invoke(module: string, action: string, input: Data): Data;
  /** The same call for another service whose resource changes along with this one's. */
  as(module: string): Call;
  /** The caller's partition for a resource type such as `vpc.Subnet`. */
  partitionOf(key: string): Partition;
  /** The caller's resources of a type such as `vpc.Subnet`. */
  collection(key: string): Collection;
  /** The resource type with a key such as `vpc.Subnet`. */
  resourceType(key: string): ResourceType;
  hooks(resourceType: ResourceType): ResourceHooks;
  /** The result of the action, with every member of its output: the known values, else empty ones. */
  result(known: Readonly<Data>): Data;
  /** The same with sample values where none are known, equal for equal calls. */
  sampledResult(known: Readonly<Data>, request?: string): Data;
  /** @param request - a text that differs between requests whose samples must differ */
  sampler(request?: string): Sampler;
}

/** What handlers and behaviours may use of the engine. */
export interface EngineAccess {
  readonly cloud: CloudState;
  readonly seed: string;
  /** How long reads do not find what a call creates, in milliseconds. */
  readonly hiddenAfterCreateMs: () => number;

  /** A call that a service makes on its own. Throws for an unknown service or action. */
  callFor(module: string, action: string, input: Data, caller: Caller, region: string): Call;
  /** Executes a call that a service makes for a caller. Throws an `ApiError` when it is refused. */
  invoke(module: string, action: string, input: Data, caller: Caller, region: string): Data;
  /** The hooks of a resource type such as `vpc.Subnet`; empty when no behaviour has any. */
  hooksOf(key: string): ResourceHooks;
}

/**
 * How one resource type differs from the generic engine. A hook named `before…` may throw an `ApiError` to
 * refuse the call; it changes nothing but the data it is passed.
 */
export interface ResourceHooks {
  /** The prefix of its ids: `i` in `i-3tiefmkskq3vj0qrvp2k`. */
  readonly idPrefix?: string;
  /** Transitional states that the facts do not list. */
  readonly states?: { readonly creating?: string; readonly deleting?: string };
  /** The resources that exist before anyone creates one. */
  readonly predefined?: (call: Call) => readonly Data[];
  /** Checks a creation, and completes the data that is stored. */
  readonly beforeCreate?: (call: Call, data: Data) => void;
  readonly afterCreate?: (call: Call, entity: Entity) => void;
  readonly beforeUpdate?: (call: Call, entity: Entity, changes: Data) => void;
  readonly afterUpdate?: (call: Call, entity: Entity) => void;
  readonly beforeDelete?: (call: Call, entity: Entity) => void;
  readonly afterDelete?: (call: Call, entity: Entity) => void;
  /** List filters that do not match a member of the same name. */
  readonly filters?: Readonly<Record<string, (entity: Entity, value: unknown, call: Call) => boolean>>;
  /** Members that are computed on each read. */
  readonly computed?: (call: Call, entity: Entity) => Data;
}
