/** A member of an object whose names come from outside; never one that it inherits, such as `constructor`. */
export function ownMember<T>(object: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Sets a member whose name comes from outside; `__proto__` becomes a member like any other. */
export function setOwn<T extends object>(object: T, name: string, value: unknown): T {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  else (object as Record<string, unknown>)[name] = value;
  return object;
}
