import type * as ClassTransformer from 'class-transformer';
import type * as ClassValidator from 'class-validator';
import { ConfigError } from '../errors/config.js';

let validator: typeof ClassValidator | undefined;
let transformer: typeof ClassTransformer | undefined;

/** Loads class-validator on first use, which takes 150 to 280 ms. */
export function classValidator(): typeof ClassValidator {
  return (validator ??= load('class-validator') as typeof ClassValidator);
}

/** Loads class-transformer on first use, with reflect-metadata, which its decorators need. */
export function classTransformer(): typeof ClassTransformer {
  if (!transformer) {
    load('reflect-metadata');
    transformer = load('class-transformer') as typeof ClassTransformer;
  }
  return transformer;
}

// Loaded late, since a valid request must not pay for it, and synchronously, since `validate()` can't wait.
function load(name: string): unknown {
  try {
    return process.getBuiltinModule('node:module').createRequire(import.meta.url)(name);
  } catch (cause) {
    throw new ConfigError(`${name} could not be loaded: a bundler must leave it out of the bundle`, {
      cause,
    });
  }
}

const storeName = 'classValidatorMetadataStorage';

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
