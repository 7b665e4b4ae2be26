import type * as ClassValidator from 'class-validator';
import { classValidator } from './class-validator.js';
import { factConstraint, ruleConstraint, type ConstraintClass } from './constraint-classes.js';
import type { ConstraintName } from './member-constraints.js';
import type { Rule } from './rules/rule.js';

type ValidationMetadata = Parameters<ClassValidator.MetadataStorage['addValidationMetadata']>[0];
type ConstraintMetadata = Parameters<ClassValidator.MetadataStorage['addConstraintMetadata']>[0];

/**
 * The metadata of our models, kept apart from class-validator's own store. Models don't inherit from each other, so one
 * look-up finds a class's metadata, while class-validator's store scans all classes that it knows.
 */
export interface ModelStore extends ClassValidator.MetadataStorage {
  /** The constraint class of a name or a hand-written rule, registered here on first use. */
  constraintClass(of: ConstraintName | Rule): ConstraintClass;
  metadataOf(model: object): readonly ValidationMetadata[];
  constraintsOf(constraintClass: object): readonly ConstraintMetadata[];
}

let store: ModelStore | undefined;

/** The store of all models of the process, made on first use. */
export function modelStore(): ModelStore {
  return (store ??= makeStore(classValidator()));
}

function makeStore(cv: typeof ClassValidator): ModelStore {
  return new (class extends cv.MetadataStorage implements ModelStore {
    readonly #byModel = new Map<unknown, ValidationMetadata[]>();
    readonly #classes = new Map<ConstraintName | Rule, ConstraintClass>();

    constraintClass(of: ConstraintName | Rule): ConstraintClass {
      let known = this.#classes.get(of);
      if (!known) {
        known = typeof of === 'string' ? factConstraint(of) : ruleConstraint(of);
        cv.ValidatorConstraint({ name: typeof of === 'string' ? of : of.constraint })(known);
        this.#classes.set(of, known);
      }
      return known;
    }

    metadataOf(model: object): readonly ValidationMetadata[] {
      return this.#byModel.get(model) ?? [];
    }

    constraintsOf(constraintClass: object): readonly ConstraintMetadata[] {
      return this.getTargetValidatorConstraints(constraintClass as ConstraintClass);
    }

    // We make the instance: class-validator would take it from a container that belongs to the user's application.
    override addConstraintMetadata(metadata: ConstraintMetadata): void {
      const instance = new (metadata.target as ConstraintClass)();
      super.addConstraintMetadata(Object.defineProperty(metadata, 'instance', { value: instance }));
    }

    override addValidationMetadata(metadata: ValidationMetadata): void {
      const known = this.#byModel.get(metadata.target);
      if (known) known.push(metadata);
      else this.#byModel.set(metadata.target, [metadata]);
    }

    override getTargetValidationMetadatas(model: object): ValidationMetadata[] {
      return this.#byModel.get(model) ?? [];
    }

    // class-validator's own takes any member of `Object.prototype` for a known name.
    override groupByPropertyName(metadatas: ValidationMetadata[]): Record<string, ValidationMetadata[]> {
      const groups = Object.create(null) as Record<string, ValidationMetadata[]>;
      for (const metadata of metadatas) (groups[metadata.propertyName] ??= []).push(metadata);
      return groups;
    }
  })();
}
