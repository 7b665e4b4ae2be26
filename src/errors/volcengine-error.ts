const brands = Symbol.for('volcengine-fluent.error');

/**
 * Base of every error of this package.
 *
 * `instanceof` goes by the class's name, not its identity, so that it also holds for errors of another copy of
 * the package (one per dependency tree is common).
 */
export class VolcengineError extends Error {
  static {
    keepName(this, 'VolcengineError');
  }
  /** A stable code of this package, such as `ERR_TIMEOUT`; a `ServiceError` has the service's code instead. */
  readonly code: string;

  constructor(message: string, code: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    Object.defineProperty(this, 'name', { value: new.target.name, configurable: true, writable: true });
    Object.defineProperty(this, brands, { value: lineage(new.target) });
  }

  /** What is safe to log: no headers, no bodies, no secrets. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, code: this.code, message: this.message };
  }

  static override [Symbol.hasInstance](this: { readonly name: string }, value: unknown): boolean {
    if (value === null || typeof value !== 'object') return false;
    return (value as { [brands]?: readonly string[] })[brands]?.includes(this.name) ?? false;
  }
}

/** Fixes the name of an error's class, which a minifier would change and `instanceof` goes by. */
export function keepName(Class: object, name: string): void {
  Object.defineProperty(Class, 'name', { value: name, configurable: true });
}

function lineage(start: { readonly name: string }): readonly string[] {
  const names: string[] = [];
  for (let at = start; at.name && at !== Error; at = Object.getPrototypeOf(at) as typeof at)
    names.push(at.name);
  return names;
}

/** Whether a value is an error of this package, of whichever copy of it. */
export function isVolcengineError(value: unknown): value is VolcengineError {
  return value instanceof VolcengineError;
}
