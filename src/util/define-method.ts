/** Puts a method on a prototype as a class would: writable, not enumerable. */
export function defineMethod<This>(
  prototype: object,
  name: string,
  method: (this: This, ...args: never[]) => unknown,
): void {
  Object.defineProperty(prototype, name, { configurable: true, writable: true, value: method });
}

/** Gives an object a member that is read by name only: no log, no `JSON.stringify` and no copy by spreading shows it. */
export function defineHidden<T extends object>(object: T, name: string | symbol, value: unknown): T {
  return Object.defineProperty(object, name, { value });
}
