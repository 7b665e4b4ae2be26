import type { MetadataStorage, ValidationError } from 'class-validator';
import { classValidator, hasClassValidator, hasDecoratedClasses, withStore } from './class-validator.js';
import type { Findings } from './fact-issues.js';
import { flattenErrors } from './flatten-errors.js';
import { modelOfInstance, originOf, publishModel } from './model-classes.js';
import { joinPath } from './failing-paths.js';
import { isPlain, isRecord, mostDepth } from './plain-value.js';

interface Placed {
  readonly instance: object;
  readonly path: string;
}

/**
 * What the user's own decorators say of the instances of the user's own classes in a request, at any depth:
 * each is validated as it is by class-validator, with all that its class has.
 *
 * @throws {@link ConfigError} when there are decorated classes and class-validator cannot be had
 */
export function ownIssues(request: unknown): Findings {
  const issues: Findings['issues'][number][] = [];
  const errors: ValidationError[] = [];
  // Without class-validator there is no rule, unless a copy of it was bundled that this module does not reach.
  if (!hasDecoratedClasses() && !hasClassValidator()) return { issues, errors };
  for (const { instance, path } of instancesIn(request, '', [])) {
    const found = validateOwn(instance);
    hideValues(found, instance);
    errors.push(...found);
    issues.push(...flattenErrors(found, instance, path));
  }
  return { issues, errors };
}

function instancesIn(value: unknown, path: string, ancestors: readonly object[]): readonly Placed[] {
  if (typeof value !== 'object' || value === null || ancestors.includes(value)) return [];
  // What is nested deeper is refused by the facts.
  if (ancestors.length > mostDepth) return [];
  const inner = [...ancestors, value];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => instancesIn(item, joinPath(path, index), inner));
  }
  if (!isRecord(value)) return [];
  const held = Object.entries(value).flatMap(([name, one]) => instancesIn(one, joinPath(path, name), inner));
  // An instance of a model itself has no rules but ours.
  return isPlain(value) || originOf(value.constructor) ? held : [{ instance: value, path }, ...held];
}

function validateOwn(instance: object): ValidationError[] {
  const model = modelOfInstance(instance);
  if (model) publishModel(model);
  return withStore(refusingAsync(classValidator().getMetadataStorage()), () =>
    classValidator().validateSync(instance, {
      forbidUnknownValues: false,
      validationError: { target: false, value: false },
    }),
  );
}

/**
 * A view of class-validator's store that refuses asynchronous rules. A request is checked synchronously before it is sent;
 * a rule that was skipped would be a check that people rely on and that never runs.
 */
function refusingAsync(store: MetadataStorage): MetadataStorage {
  const constraintsOf: MetadataStorage['getTargetValidatorConstraints'] = (target) =>
    store
      .getTargetValidatorConstraints(target)
      .map((metadata) => ({ ...metadata, async: false, instance: synchronous(metadata) }));
  return Object.create(store, { getTargetValidatorConstraints: { value: constraintsOf } }) as MetadataStorage;
}

type ConstraintMetadata = ReturnType<MetadataStorage['getTargetValidatorConstraints']>[number];

function synchronous(metadata: ConstraintMetadata): ConstraintMetadata['instance'] {
  const { instance } = metadata;
  let isAsync = metadata.async;
  return {
    validate(value, args) {
      if (isAsync) return false;
      const verdict = instance.validate(value, args);
      if (typeof verdict === 'boolean') return verdict;
      isAsync = true;
      // The outcome comes too late to matter.
      verdict.catch(() => undefined);
      return false;
    },
    defaultMessage: (args) =>
      isAsync
        ? `${args?.property} has an asynchronous rule, which can't be waited for here: make it synchronous`
        : (instance.defaultMessage?.(args) ?? ''),
  };
}

// Shorter ones are more likely to be a part of a word of the message.
const leastHidden = 4;

/** Removes values from messages: a user's own message may quote them (`$value`), and they may be secrets. */
function hideValues(errors: readonly ValidationError[], holder: object): void {
  for (const { property, constraints = {}, children = [] } of errors) {
    const held = (holder as Record<string, unknown>)[property];
    const texts = textsIn(held, []).sort((a, b) => b.length - a.length);
    for (const [constraint, message] of Object.entries(constraints)) {
      constraints[constraint] = texts.reduce((hidden, text) => hidden.replaceAll(text, '(hidden)'), message);
    }
    if (typeof held === 'object' && held !== null) hideValues(children, held);
  }
}

function textsIn(value: unknown, ancestors: readonly object[]): string[] {
  if (typeof value === 'string') return value.length >= leastHidden ? [value] : [];
  if (typeof value !== 'object' || value === null || ancestors.includes(value)) return [];
  return Object.values(value).flatMap((held) => textsIn(held, [...ancestors, value]));
}
