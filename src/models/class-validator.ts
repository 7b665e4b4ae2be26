import type * as ClassTransformer from 'class-transformer';
import type * as ClassValidator from 'class-validator';
import { ConfigError } from '../errors/config.js';

let validator: typeof ClassValidator | undefined;
let transformer: typeof ClassTransformer | undefined;
let isMissing = false;

/** Takes the packages that the program itself imported, where they could not be found at run time. */
export function provideClassValidator(packages: {
  readonly validator: typeof ClassValidator;
  readonly transformer: typeof ClassTransformer;
}): void {
  ({ validator, transformer } = packages);
}

/** Whether class-validator can be had; loads it (150 to 280 ms). */
export function hasClassValidator(): boolean {
  if (validator || isMissing) return validator !== undefined;
  try {
    validator = load('class-validator') as typeof ClassValidator;
  } catch {
    isMissing = true;
  }
  return validator !== undefined;
}

/**
 * class-validator, loaded on first need.
 *
 * @throws {@link ConfigError} in a program that does not have it, such as one that was bundled into one file
 */
export function classValidator(): typeof ClassValidator {
  return (validator ??= mustLoad('class-validator') as typeof ClassValidator);
}

/** Loads class-transformer on first use, with reflect-metadata, which its decorators need. */
export function classTransformer(): typeof ClassTransformer {
  if (!transformer) {
    mustLoad('reflect-metadata');
    transformer = mustLoad('class-transformer') as typeof ClassTransformer;
  }
  return transformer;
}

function mustLoad(name: string): unknown {
  try {
    return load(name);
  } catch (cause) {
    throw new ConfigError(
      `${name} could not be loaded: a bundled program with decorated models imports 'volcengine-fluent/decorated'`,
      { cause },
    );
  }
}

// Synchronous and late: a good request must not pay for class-validator's import, nor for that of `node:module`, and
// `validate()` can't wait for it.
function load(name: string): unknown {
  return process.getBuiltinModule('node:module').createRequire(import.meta.url)(name);
}

const storeName = 'classValidatorMetadataStorage';

/** Whether any class of the program has decorators of class-validator, whichever copy of it they are from. */
export function hasDecoratedClasses(): boolean {
  return storeName in globalThis;
}

/**
 * Runs a synchronous task with another metadata store in place of class-validator's global one. class-validator scans
 * its store on each validation, so thousands of our models in it would slow down the user's own classes.
 */
export function withStore<T>(store: ClassValidator.MetadataStorage, task: () => T): T {
  const holder = globalThis as { [storeName]?: ClassValidator.MetadataStorage };
  const before = holder[storeName];
  holder[storeName] = store;
  try {
    return task();
  } finally {
    if (before) holder[storeName] = before;
    else delete holder[storeName];
  }
}
