import { camelName } from '../src/catalog/names.js';
import { inputName, inputShape } from '../src/catalog/shapes.js';
import type { ServiceFacts } from '../src/catalog/types.js';
import type { ResourceModel } from '../src/resources/model/resource-model.js';
import { requiredNames } from './builders.js';
import { union } from './declarations.js';
import { builderName } from './setter-lines.js';

/** The type of an action's result. */
export function resultType(facts: ServiceFacts, action: string): string {
  return `$.Result<${facts.actions[action]?.output}>`;
}

/** The parameters and the result of a method that runs an action, without the members that are filled in. */
export function performType(
  facts: ServiceFacts,
  action: string,
  filled: readonly string[],
  canWait = false,
): string {
  return `(${performParams(facts, action, filled, canWait)}): Promise<${resultType(facts, action)}>`;
}

/** The parameters of a method that runs an action, without the members that are filled in. */
export function performParams(
  facts: ServiceFacts,
  action: string,
  filled: readonly string[],
  canWait = false,
): string {
  const input = inputName(facts, action);
  const shape = inputShape(facts, action);
  const left = Object.keys(shape).filter((wire) => !filled.includes(wire));
  const optional = left.every((wire) => !shape[wire]?.required);
  const present = filled.filter((wire) => shape[wire]);
  const type = present.length > 0 ? `Omit<${input}, ${union([...new Set(present)])}>` : input;
  const options = canWait ? '$.WaitedOptions' : '$.CallOptions';
  return `request${optional ? '?' : ''}: ${type}, options?: ${options}`;
}

/** The members that a resource's identity fills in. */
export function filledMembers({ identity, resource }: ResourceModel): readonly string[] {
  const by = (resource.methods ?? []).map((method) => method.by).filter((path) => !path.includes('.'));
  return [...identity, ...by];
}

/** The setters that a resource's identity fills in. */
export function filledNames(model: ResourceModel): readonly string[] {
  return filledMembers(model).map(camelName);
}

/** An action's builder with the identity filled in. */
export function filledBuilder(model: ResourceModel, action: string, outcome: string): string {
  const input = inputName(model.facts, action);
  const required = requiredNames(model.facts, input);
  const missing = required.filter((name) => !filledNames(model).includes(name));
  return `${builderName(input)}<${required.length > 0 ? `${union(missing)}, ` : ''}${outcome}>`;
}
