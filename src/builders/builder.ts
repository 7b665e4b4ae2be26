import type { ServiceFacts } from '../catalog/types.js';
import { findIssues } from '../models/validate.js';
import type { ValidationIssue } from '../errors/validation.js';
import { copyValue } from './copy-value.js';
import { settersOf } from './setters.js';

/** One call of a setter; builders are chains of these, so that setting copies nothing. */
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

/** What the builder class of a shape knows of itself. */
export interface BuilderShape {
  readonly facts: ServiceFacts;
  readonly name: string;
}

/**
 * Base of every builder. Builders never change: each setter gives a new one that points at the previous one,
 * so a half-filled builder is a template. They are never thenable.
 */
export abstract class Builder<Context = undefined> {
  /** @internal Set on the prototype of each shape's class. */
  declare readonly shape: BuilderShape;
  readonly #last: Setting | undefined;
  /** @internal */
  protected readonly context: Context;

  constructor(last: Setting | undefined, context: Context) {
    this.#last = last;
    this.context = context;
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

  /** Names of the required setters not called yet. */
  get missing(): readonly string[] {
    const request = this.collect();
    return settersOf(this.shape.facts, this.shape.name)
      .filter((each) => each.required && each.how === 'set' && each.name === each.canonical)
      .filter(({ wire }) => request[wire] === undefined)
      .map(({ name }) => name);
  }

  /** The request as it stands, in wire names; a copy that can be changed. */
  toJSON(): Record<string, unknown> {
    const request = this.collect();
    for (const wire of Object.keys(request)) request[wire] = copyValue(request[wire]);
    return request;
  }

  /** Everything that is wrong with the request as it stands; an empty list when it can be sent. Sends and throws nothing. */
  validate(): readonly ValidationIssue[] {
    return findIssues(this.shape.facts, this.shape.name, this.collect());
  }

  /** Applies a reusable piece: gives what `piece` makes of this builder. */
  with<R>(piece: (builder: this) => R): R {
    return piece(this);
  }

  /** Sets the members of a request in wire names, or of a model instance, over the present ones. */
  from(request: object): this {
    const model = Object.getPrototypeOf(request) as object | null;
    let next = model === null || model === Object.prototype ? this : this.extend('', 'model', model);
    for (const [wire, value] of Object.entries(request)) {
      if (value !== undefined) next = next.extend(wire, 'set', copyValue(value));
    }
    return next;
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
        request[wire] = value;
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

  /** What `console.log` shows: which members are set and which are missing, but no values: some are secrets. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    const missing = this.missing.length > 0 ? `, missing: ${this.missing.join(', ')}` : '';
    return `${this.constructor.name} { set: ${Object.keys(this.collect()).join(', ') || 'nothing'}${missing} }`;
  }
}
