import type { MemberFacts, ServiceFacts } from '../catalog/types.js';
import type { ValidationIssue } from '../errors/validation.js';
import { isFlat } from './flat-shapes.js';
import { decorateModel, modelOf } from './model-classes.js';
import { joinPath } from './failing-paths.js';
import { isRecord, isSendable } from './plain-value.js';
import { unknownMember } from './unknown-member.js';

/** A copy of a request made of model instances, so that class-validator finds metadata at every depth. */
export interface ModelCopy {
  readonly copy: object;
  /** Problems of the request that the copy can't show. */
  readonly issues: readonly ValidationIssue[];
}

// Replaces a value that should be an object or a list and is not, so that nothing reads its members.
const wrongKind = false;

/**
 * Copies a plain request into model instances. Undefined and null members are left out; of unknown members only the names
 * are kept.
 */
export function copyToModels(
  facts: ServiceFacts,
  shapeName: string,
  request: Record<string, unknown>,
  sendsUnknown: boolean,
): ModelCopy {
  const issues: ValidationIssue[] = [];
  const unsendable = (path: string, name: string) =>
    issues.push({
      path,
      constraint: 'isJson',
      message: `${name} must be a value that JSON can hold, without cycles`,
    });

  const copyShape = (
    innerName: string,
    value: Record<string, unknown>,
    path: string,
    ancestors: readonly object[],
  ) => {
    const model = modelOf(facts, innerName);
    decorateModel(model);
    const copy = Object.create(model.prototype as object) as Record<string, unknown>;
    const shape = facts.shapes[innerName] ?? {};
    for (const [name, held] of Object.entries(value)) {
      if (held === undefined) continue;
      const at = joinPath(path, name);
      if (Object.hasOwn(shape, name)) {
        if (held !== null) copy[name] = copyValue(shape[name]!, held, at, [...ancestors, value]);
      } else if (sendsUnknown) {
        if (!isSendable(held, isFlat(facts, innerName))) unsendable(at, name);
      } else if (name === 'constructor') {
        // class-validator would take it for the copy's class.
        issues.push({ path: at, constraint: 'whitelistValidation', message: unknownMember(name, innerName) });
      } else {
        Object.defineProperty(copy, name, { value: undefined, enumerable: true });
      }
    }
    return copy;
  };

  const copyValue = (
    member: MemberFacts,
    value: unknown,
    path: string,
    ancestors: readonly object[],
  ): unknown => {
    if (member.ref !== undefined) {
      if (!isRecord(value)) return wrongKind;
      if (!ancestors.includes(value)) return copyShape(member.ref, value, path, ancestors);
      unsendable(path, 'a member');
      return {};
    }
    if (member.type === 'list') {
      if (!Array.isArray(value)) return wrongKind;
      const { items = {} } = member;
      return (value as unknown[]).map((item, index) =>
        copyValue(items, item, joinPath(path, index), ancestors),
      );
    }
    return value;
  };

  return { copy: copyShape(shapeName, request, '', []), issues };
}
