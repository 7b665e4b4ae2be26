import type { ValidationError } from 'class-validator';
import type { ValidationIssue } from '../errors/validation.js';
import { nearestHint } from '../util/nearest.js';
import { failuresOf } from './constraints.js';
import { decorateModel, modelOfInstance, originOf } from './model-classes.js';
import { joinPath } from './failing-paths.js';
import { unknownMember } from './unknown-member.js';

/**
 * Turns class-validator's tree of errors into a list of issues, one per problem. An issue in a list names the item, where
 * class-validator only says that one of them is invalid.
 *
 * @param holder - the validated object, whose members the errors name
 */
export function flattenErrors(
  errors: readonly ValidationError[],
  holder: object,
  path: string,
): ValidationIssue[] {
  return errors.flatMap((error) => {
    const isItem = Array.isArray(holder);
    const at = joinPath(path, isItem ? Number(error.property) : error.property);
    const held = (holder as Record<string, unknown>)[error.property];
    const own = Object.entries(error.constraints ?? {}).flatMap(([constraint, message]) => {
      // Our models report `isObject` for the same value.
      if (constraint === 'nestedValidation' && (isItem || modelOfInstance(holder))) return [];
      if (constraint === 'whitelistValidation') {
        error.constraints![constraint] = message = hintedUnknown(error.property, holder);
      }
      return pathsOf(holder, error.property, constraint, at).map((place) => ({
        path: place,
        constraint,
        message,
      }));
    });
    const inner =
      typeof held === 'object' && held !== null ? flattenErrors(error.children ?? [], held, at) : [];
    return [...own, ...inner];
  });
}

function pathsOf(holder: object, property: string, constraint: string, at: string): readonly string[] {
  const model = modelOfInstance(holder);
  const ofName = model
    ? (decorateModel(model).get(property) ?? []).filter(({ name }) => name === constraint)
    : [];
  const held = (holder as Record<string, unknown>)[property];
  const places = ofName.flatMap((bound) => failuresOf(held, bound, at));
  return places.length > 0 ? places : [at];
}

/** The message for a member that the shape does not have. */
function hintedUnknown(name: string, holder: object): string {
  const origin = originOf(modelOfInstance(holder));
  if (!origin) return `${name} is not known`;
  const { facts, shapeName } = origin;
  return unknownMember(name, shapeName) + nearestHint(name, Object.keys(facts.shapes[shapeName] ?? {}));
}
