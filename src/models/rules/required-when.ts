import { computeConditions } from './conditions/compute.js';
import type { Alternatives, Condition, FilledList, RequiredMembers } from './conditions/condition.js';
import { databasesConditions } from './conditions/databases.js';
import { networkConditions } from './conditions/network.js';
import { securityConditions } from './conditions/security.js';
import { isSet, type Rule } from './rule.js';

const conditions: Readonly<Record<string, readonly Condition[]>> = {
  ...computeConditions,
  ...networkConditions,
  ...databasesConditions,
  ...securityConditions,
};

type Request = Readonly<Record<string, unknown>>;
type Values = NonNullable<RequiredMembers['when']>;

/** The rules of a service for members that other members make required. */
export function conditionalRules(service: string): readonly Rule[] {
  return (conditions[service] ?? []).flatMap((condition) => {
    if ('oneOf' in condition) return [alternativesRule(condition)];
    if ('filled' in condition) return [filledRule(condition)];
    return membersRules(condition);
  });
}

function membersRules(condition: RequiredMembers): readonly Rule[] {
  return condition.members.map((member) => ({
    shape: condition.shape,
    member,
    constraint: 'isRequiredHere',
    message: `${member} is required ${inWords(condition)}`,
    holds: (request) => isFilled(request[member]) || !applies(condition, request),
  }));
}

function alternativesRule({ shape, oneOf }: Alternatives): Rule {
  const ways = oneOf.map((members) => members.join(' and '));
  return {
    shape,
    member: oneOf[0]?.[0] ?? '',
    constraint: 'isRequiredHere',
    message: `${ways.slice(0, -1).join(', ')} or ${ways.at(-1)} is required`,
    holds: (request) => oneOf.some((members) => members.every((member) => isFilled(request[member]))),
  };
}

function filledRule({ shape, filled }: FilledList): Rule {
  return {
    shape,
    member: filled,
    constraint: 'arrayNotEmpty',
    message: `${filled} must have at least one item`,
    holds: (request) => !Array.isArray(request[filled]) || isFilled(request[filled]),
  };
}

function applies({ when, whenSet, unless }: RequiredMembers, request: Request): boolean {
  if (whenSet !== undefined && !isFilled(request[whenSet])) return false;
  if (unless && hasValues(unless, request)) return false;
  return when === undefined || hasValues(when, request);
}

function hasValues(values: Values, request: Request): boolean {
  return Object.entries(values).every(([name, wanted]) => {
    const value = request[name];
    const given: readonly unknown[] = Array.isArray(value) ? value : [value];
    return given.some((one) => wanted.includes((typeof one === 'bigint' ? Number(one) : one) as string));
  });
}

function isFilled(value: unknown): boolean {
  return isSet(value) && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function inWords({ when, whenSet, unless }: RequiredMembers): string {
  if (whenSet !== undefined) return `when ${whenSet} is set`;
  return unless ? `unless ${valuesInWords(unless)}` : `when ${valuesInWords(when ?? {})}`;
}

function valuesInWords(values: Values): string {
  return Object.entries(values)
    .map(([name, wanted]) => `${name} is ${wanted.join(' or ')}`)
    .join(' and ');
}
