import type * as ClassTransformer from 'class-transformer';
import type * as ClassValidator from 'class-validator';
import { ConfigError } from '../errors/config.js';

let validator: typeof ClassValidator | undefined;
let transformer: typeof ClassTransformer | undefined;

/** class-validator, loaded on first need (150 to 280 ms). */
export function classValidator(): typeof ClassValidator {
  return (validator ??= load('class-validator') as typeof ClassValidator);
}

/** class-transformer, whose decorators need reflect-metadata. */
export function classTransformer(): typeof ClassTransformer {
  if (!transformer) {
    load('reflect-metadata');
    transformer = load('class-transformer') as typeof ClassTransformer;
  }
  return transformer;
}

// Synchronous and late: a good request must not pay for class-validator's import, nor for that of `node:module`, and
// `validate()` can't wait for it.
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
 * Does a synchronous task with another metadata store in the place of class-validator's own, which lives on the
 * global object: it is scanned on each validation, so that our thousands of models would slow down the user's classes.
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
