import { createRequire } from 'node:module';
import type * as ClassTransformer from 'class-transformer';
import type * as ClassValidator from 'class-validator';

// Synchronous and late: a good request must not pay for class-validator's import, and `validate()` can't wait for it.
const require = createRequire(import.meta.url);

/** class-validator, loaded on first need (150 to 280 ms). */
export function classValidator(): typeof ClassValidator {
  return require('class-validator') as typeof ClassValidator;
}

/** class-transformer, whose decorators need reflect-metadata. */
export function classTransformer(): typeof ClassTransformer {
  require('reflect-metadata');
  return require('class-transformer') as typeof ClassTransformer;
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
