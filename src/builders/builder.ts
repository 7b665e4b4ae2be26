import type { ServiceFacts } from '../catalog/types.js';
import { findIssues } from '../models/validate.js';
import type { ValidationIssue } from '../errors/validation.js';
import { setOwn } from '../util/own.js';
import { copyValue } from './copy-value.js';
import { withIds, type Place } from './referred-id.js';
import { settersOf } from './setters.js';

/** One call of a setter. A builder is a chain of these, so a setter copies nothing. */
export interface Setting {
  readonly parent: Setting | undefined;
  readonly wire: string;
  /** `model` says which class the request is an instance of; `wire` is empty then. */
  readonly how: 'set' | 'append' | 'put' | 'model';
  readonly value: unknown;
  /** The map key of a `put`. */
  readonly key: string | undefined;
}

/** The settings that make a request, each as if its setter had been called. */
export function settingsOf(request: Readonly<Record<string, unknown>>): Setting | undefined {
  let last: Setting | undefined;
  for (const [wire, value] of Object.entries(request)) {
    last = { parent: last, wire, how: 'set', value, key: undefined };
  }
  return last;
}

/** What a nested builder knows: where the request goes that it is a part of. */
export interface NestedContext {
  readonly dispatcher: Place | undefined;
}

/** The shape that a builder class fills. */
export interface BuilderShape {
  readonly facts: ServiceFacts;
  readonly name: string;
}

/**
 * Base of every builder. A builder never changes: each setter returns a new one that points at the previous one, so a
 * partly filled builder is a template. Builders are never thenable, so `await` does not send them.
 */
export abstract class Builder<Context = NestedContext | undefined> {
  /** @internal Set on the prototype of each shape's class. */
  declare readonly shape: BuilderShape;
  readonly #last: Setting | undefined;
  /** @internal */
  protected readonly context: Context;

  constructor(last: Setting | undefined, context: Context) {
    this.#last = last;
    this.context = context;
  }

  /** @internal Where the request of a builder goes, if it is known. */
  static placeOf(builder: Builder<unknown>): Place | undefined {
    return (builder.context as Partial<NestedContext> | undefined)?.dispatcher;
  }

  /** @internal */
  extend(wire: string, how: Setting['how'], value: unknown, key?: string): this {
    const Class = this.constructor as unknown as new (setting: Setting, context: Context) => this;
    return new Class({ parent: this.#last, wire, how, value, key }, this.context);
  }

  /** @internal The same settings in another context. */
  protected rebind(context: Context): this {
    const Class = this.constructor as unknown as new (last: Setting | undefined, context: Context) => this;
    return new Class(this.#last, context);
  }

  /** The names of the required setters that were not called yet. */
  get missing(): readonly string[] {
    const request = this.collect();
    return settersOf(this.shape.facts, this.shape.name)
      .filter((each) => each.required && each.how === 'set' && each.name === each.canonical)
      .filter(({ wire }) => request[wire] === undefined)
      .map(({ name }) => name);
  }

  /** Returns a copy of the current request, in wire names. */
  toJSON(): Record<string, unknown> {
    const request = this.collect();
    for (const wire of Object.keys(request)) setOwn(request, wire, copyValue(request[wire]));
    return request;
  }

  /** Returns everything that is wrong with the current request, or an empty list. Sends nothing and throws nothing. */
  validate(): readonly ValidationIssue[] {
    return findIssues(this.shape.facts, this.shape.name, this.collect());
  }

  /** Passes this builder to `piece` and returns its result, to reuse settings between builders. */
  with<R>(piece: (builder: this) => R): R {
    return piece(this);
  }

  /** Sets the members of a request in wire names, or of a model instance; they replace members set before. */
  from(request: object): this {
    const model = Object.getPrototypeOf(request) as object | null;
    let next = model === null || model === Object.prototype ? this : this.extend('', 'model', model);
    for (const [wire, value] of Object.entries(request)) {
      if (value !== undefined) next = next.extend(wire, 'set', copyValue(this.#withIds(wire, value)));
    }
    return next;
  }

  /** The value of a member with ids in the place of resources. */
  #withIds(wire: string, value: unknown): unknown {
    if (typeof value !== 'object') return value;
    const setters = settersOf(this.shape.facts, this.shape.name);
    const setter = setters.find((each) => each.wire === wire && each.how === 'set');
    return withIds(setter ?? { name: wire, refersTo: undefined }, value, Builder.placeOf(this));
  }

  /** @internal The request in wire names; its values belong to the builder and must not be changed. */
  collect(): Record<string, unknown> {
    const settings: Setting[] = [];
    for (let at = this.#last; at; at = at.parent) settings.push(at);
    let request: Record<string, unknown> = {};
    let ownLists: Set<unknown> | undefined;
    for (let i = settings.length - 1; i >= 0; i--) {
      const { wire, how, value, key } = settings[i] as Setting;
      if (how === 'set') {
        // The names of parsed JSON come from outside.
        setOwn(request, wire, value);
      } else if (how === 'append') {
        ownLists ??= new Set();
        const before = request[wire] as unknown[] | undefined;
        if (ownLists.has(before)) before?.push(value);
        else ownLists.add((request[wire] = [...(before ?? []), value]));
      } else if (how === 'put') {
        request[wire] = { ...(request[wire] as object | undefined), [key as string]: value };
      } else {
        request = Object.assign(Object.create(value as object) as Record<string, unknown>, request);
      }
    }
    return request;
  }

  /** Prints the names of the members that are set and missing, but no values: some are secrets. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const missing = this.missing.length > 0 ? `, missing: ${this.missing.join(', ')}` : '';
    return `${this.constructor.name} { set: ${Object.keys(this.collect()).join(', ') || 'nothing'}${missing} }`;
  }
}
