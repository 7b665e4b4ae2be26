import { camelName } from '../catalog/names.js';
import { defineMethod } from '../util/define-method.js';
import { membersOf } from './operations.js';

type Members = Readonly<Record<string, unknown>>;

/** Base of the builders of the runtime: immutable, with a setter for each member of its request. */
export abstract class RequestBuilder {
  protected readonly members: Members;

  constructor(members: Members) {
    this.members = Object.freeze(members);
  }

  /** The request so far, in the names of the API. */
  toJSON(): Members {
    return this.members;
  }

  /** The same builder with other members. */
  protected abstract withMembers(members: Members): this;

  protected set(name: string, value: unknown): this {
    return this.withMembers({ ...this.members, [name]: value });
  }

  protected append(name: string, ...values: readonly unknown[]): this {
    const before = this.members[name];
    return this.set(name, [...(Array.isArray(before) ? (before as unknown[]) : []), ...values]);
  }
}

/** Gives a builder's class the setters of a request; a method of the class wins over a setter of its name. */
export function defineSetters(Class: { readonly prototype: RequestBuilder }, request: string): void {
  for (const member of membersOf(request)) {
    const name = camelName(member);
    if (member === 'stream' || Object.hasOwn(Class.prototype, name)) continue;
    defineMethod<{ set(name: string, value: unknown): unknown }>(
      Class.prototype,
      name,
      function (value: never) {
        return this.set(member, value);
      },
    );
  }
}
