import type { Call } from './call.js';
import type { Data, Entity } from '../state/store.js';
import type { Engine } from './engine.js';

export type TaskRunner = (engine: Engine, details: Readonly<Record<string, unknown>>) => void;

/** Answers a call that nobody signed: the proof is in its input. */
export type UnsignedAction = (engine: Engine, input: Readonly<Data>) => Data;

/** What a service does beyond its facts. Everything is optional: the generic engine does the rest. */
export interface Behaviour {
  /** The module's name, as in the catalog. */
  readonly module: string;
  readonly nouns?: Readonly<Record<string, NounHooks>>;
  /** Actions answered in another way; `generic()` answers as the engine would have. */
  readonly actions?: Readonly<Record<string, (call: Call, generic: () => Data) => Data>>;
  /** What happens later, by names that start with the module's: `autoscaling.reconcile`. */
  readonly tasks?: Readonly<Record<string, TaskRunner>>;
  /** Actions that come without a signature, and that no facts know. */
  readonly unsigned?: Readonly<Record<string, UnsignedAction>>;
}

/** How one noun differs. Hooks named `before…` may refuse, and change nothing but what they are handed. */
export interface NounHooks {
  /** What its ids begin with: `i` for `i-3tiefmkskq3vj0qrvp2k`. */
  readonly idPrefix?: string;
  /** States that pass, where the facts list none. */
  readonly states?: { readonly creating?: string; readonly deleting?: string };
  /** What there is from the beginning, before anyone has created anything. */
  readonly given?: (call: Call) => readonly Data[];
  /** Checks a creation and completes the data that is kept. */
  readonly beforeCreate?: (call: Call, data: Data) => void;
  readonly afterCreate?: (call: Call, entity: Entity) => void;
  readonly beforeUpdate?: (call: Call, entity: Entity, changes: Data) => void;
  readonly afterUpdate?: (call: Call, entity: Entity) => void;
  readonly beforeDelete?: (call: Call, entity: Entity) => void;
  readonly afterDelete?: (call: Call, entity: Entity) => void;
  /** Filters of its list that the names of the facts don't explain. */
  readonly filters?: Readonly<Record<string, (entity: Entity, value: unknown, call: Call) => boolean>>;
  /** Members that are worked out each time it is read. */
  readonly present?: (call: Call, entity: Entity) => Data;
}
