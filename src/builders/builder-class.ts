import type { MemberFacts, ServiceFacts } from '../catalog/types.js';
import { RequestValidationError } from '../errors/validation.js';
import { holdsShape } from '../models/member-constraints.js';
import { findIssues } from '../models/validate.js';
import { memoize, memoizeByName } from '../util/memo.js';
import { Builder, type NestedContext, type Setting } from './builder.js';
import { copyValue } from './copy-value.js';
import { withIds } from './referred-id.js';
import { settersOf, type Setter } from './setters.js';

type BuilderConstructor<Context> = new (last: Setting | undefined, context: Context) => Builder<Context>;

type BuilderBase = abstract new (last: Setting | undefined, context: never) => Builder<unknown>;

/** Of each base class, what makes and keeps its builder classes. */
const classesOf = memoize((base: BuilderBase) =>
  memoizeByName((facts: ServiceFacts, shapeName: string) => makeClass(base, facts, shapeName)),
);

/** The builder class of one shape over a base class, made on first use: its setters are put on the prototype once. */
export function builderClass<Context>(
  base: abstract new (last: Setting | undefined, context: Context) => Builder<Context>,
  facts: ServiceFacts,
  shapeName: string,
): BuilderConstructor<Context> {
  return classesOf(base)(facts, shapeName) as unknown as BuilderConstructor<Context>;
}

function makeClass(base: BuilderBase, facts: ServiceFacts, shapeName: string): BuilderBase {
  const name = `${shapeName.replace(/Request$/, '')}Builder`;
  const Class = { [name]: class extends base {} }[name] as BuilderBase;
  const prototype = Class.prototype as object;
  Object.defineProperty(prototype, 'shape', { value: { facts, name: shapeName } });
  for (const setter of settersOf(facts, shapeName)) {
    // What a base does by itself comes first: a list's pageSize() is not the member PageSize.
    if (setter.name in prototype) continue;
    Object.defineProperty(prototype, setter.name, {
      configurable: true,
      writable: true,
      value: setterMethod(facts, shapeName, setter),
    });
  }
  return Class;
}

function setterMethod(facts: ServiceFacts, shapeName: string, setter: Setter): (...args: never[]) => unknown {
  const { wire, how, value: member } = setter;
  const read = valueReader(facts, member);
  const check = holdsShape(member)
    ? (value: unknown) => checkNested(facts, shapeName, setter, value)
    : undefined;
  if (how === 'put') {
    return function (this: Builder, key: string, value: unknown) {
      return this.extend(wire, how, read(withIds(setter, value, Builder.placeOf(this)), this), key);
    };
  }
  return function (this: Builder, value: unknown) {
    const plain = read(withIds(setter, value, Builder.placeOf(this)), this);
    check?.(plain);
    return this.extend(wire, how, plain);
  };
}

/** Turns a setter's argument into a plain value: calls callbacks with a nested builder, reads builders, copies the rest. */
function valueReader(facts: ServiceFacts, member: MemberFacts): (value: unknown, outer: Builder) => unknown {
  const { ref } = member;
  if (ref !== undefined) {
    return (value, outer) => {
      const Nested = builderClass<NestedContext>(Builder, facts, ref);
      const filled =
        typeof value === 'function'
          ? (value as (builder: Builder<NestedContext>) => unknown)(
              new Nested(undefined, { dispatcher: Builder.placeOf(outer) }),
            )
          : value;
      return filled instanceof Builder ? filled.collect() : copyValue(filled);
    };
  }
  if (member.type === 'list' && member.items && holdsShape(member.items)) {
    const readItem = valueReader(facts, member.items);
    return (value, outer) =>
      Array.isArray(value) ? value.map((item: unknown) => readItem(item, outer)) : value;
  }
  return copyValue;
}

/** A wrong nested value fails where it is written. Unknown members wait for `run()`, which may be told to send them. */
function checkNested(facts: ServiceFacts, shapeName: string, setter: Setter, value: unknown): void {
  const isWholeList = setter.how === 'set' && setter.value.type === 'list';
  const items = isWholeList ? value : [value];
  // What is deeper, such as a list of lists, waits for `run()` too.
  const ref = isWholeList ? setter.value.items?.ref : setter.value.ref;
  if (ref === undefined || !Array.isArray(items)) return;
  const issues = items.flatMap((item, index) => {
    const at = setter.how === 'set' && !isWholeList ? setter.wire : `${setter.wire}[${index}]`;
    return findIssues(facts, ref, item, { unknownMembers: 'send' }).map((issue) => ({
      ...issue,
      path: issue.path === '' ? at : `${at}.${issue.path}`,
    }));
  });
  if (issues.length > 0) throw new RequestValidationError(shapeName.replace(/Request$/, ''), issues);
}
