import type { Data } from '../model/data.js';
import type { TaskDetails } from '../state/schedule.js';
import type { Call, EngineAccess, ResourceHooks } from './call.js';

export type TaskRunner = (engine: EngineAccess, details: TaskDetails) => void;

/** Executes an action; `generic` executes it as the engine would. */
export type ActionHandler = (call: Call, generic: () => Data) => Data;

/** Executes an action that needs no signature: its input carries the proof of identity. */
export type UnsignedAction = (engine: EngineAccess, input: Readonly<Data>) => Data;

/** What a service does beyond its facts. Every part is optional: the generic engine does the rest. */
export interface Behaviour {
  /** The name of the catalog module. */
  readonly module: string;
  /** By type name: `Instance`. */
  readonly resourceTypes?: Readonly<Record<string, ResourceHooks>>;
  /** Actions that the generic engine does not execute, or not alone. */
  readonly actions?: Readonly<Record<string, ActionHandler>>;
  /** Request members that the service takes under another name as well, by action: `{ old: 'new' }`. */
  readonly synonyms?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Tasks that run later, by names that start with the module's: `autoscaling.reconcile`. */
  readonly tasks?: Readonly<Record<string, TaskRunner>>;
  /** Actions without a signature; the facts do not list them. */
  readonly unsigned?: Readonly<Record<string, UnsignedAction>>;
}

const noHooks: ResourceHooks = {};

/** The behaviours that an engine is created with. */
export class Behaviours {
  readonly #byModule: ReadonlyMap<string, Behaviour>;

  constructor(behaviours: readonly Behaviour[]) {
    this.#byModule = new Map(behaviours.map((behaviour) => [behaviour.module, behaviour]));
  }

  actionHandler(module: string, action: string): ActionHandler | undefined {
    return this.#byModule.get(module)?.actions?.[action];
  }

  /** The input of an action with each member under the name that the facts list. */
  withFactNames(module: string, action: string, input: Data): Data {
    const synonyms = this.#byModule.get(module)?.synonyms?.[action];
    if (!synonyms) return input;
    return Object.fromEntries(
      Object.entries(input).map(([member, value]) => {
        const name = synonyms[member];
        return name === undefined || name in input ? [member, value] : [name, value];
      }),
    );
  }

  /** The hooks of a resource type such as `vpc.Subnet`; empty when there are none. */
  hooksOf(key: string): ResourceHooks {
    const dot = key.indexOf('.');
    return this.#byModule.get(key.slice(0, dot))?.resourceTypes?.[key.slice(dot + 1)] ?? noHooks;
  }

  /** The task with a name such as `autoscaling.reconcile`. */
  task(name: string): TaskRunner | undefined {
    return this.#byModule.get(name.slice(0, name.indexOf('.')))?.tasks?.[name];
  }

  unsignedAction(name: string): { readonly module: string; readonly run: UnsignedAction } | undefined {
    for (const { module, unsigned } of this.#byModule.values()) {
      const run = unsigned?.[name];
      if (run) return { module, run };
    }
    return undefined;
  }
}
