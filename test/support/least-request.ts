import type { MemberFacts, ServiceFacts } from '../../src/catalog/types.js';
import { rulesOf } from '../../src/models/rules/index.js';

/** The least that a value has to be to pass for a member: the same for the same member name. */
export function leastValue(facts: ServiceFacts, name: string, member: MemberFacts): unknown {
  if (member.ref !== undefined) return leastObject(facts, member.ref);
  switch (member.type) {
    case 'string':
      return (
        member.enum?.[0] ??
        (/Cidr(Block)?$/i.test(name) ? '192.168.0.0/16' : undefined) ??
        `${name.toLowerCase()}-1`.padEnd(member.minLength ?? 0, 'x').slice(0, member.maxLength)
      );
    case 'integer':
    case 'number':
      return member.enum?.[0] ?? member.minimum ?? 1;
    case 'boolean':
      return true;
    case 'list':
      return [leastValue(facts, name, member.items ?? { type: 'string' })];
    case 'map':
      return { key: leastValue(facts, name, member.values ?? { type: 'string' }) };
    default:
      return 'anything';
  }
}

function leastObject(facts: ServiceFacts, shape: string): Record<string, unknown> {
  const members = Object.entries(facts.shapes[shape] ?? {}).filter(([, { required }]) => required);
  const made = Object.fromEntries(members.map(([name, member]) => [name, leastValue(facts, name, member)]));
  addConditional(facts, shape, made);
  return made;
}

/** Adds what the members that are set make required. */
function addConditional(facts: ServiceFacts, shape: string, request: Record<string, unknown>): void {
  for (const rule of rulesOf(facts, shape)) {
    const member = facts.shapes[shape]?.[rule.member];
    if (member && rule.constraint === 'isRequiredHere' && !rule.holds(request))
      request[rule.member] = leastValue(facts, rule.member, member);
  }
}

const allowAll = JSON.stringify({
  Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: ['*'] }],
});

/** A request with everything that an action requires, and what else is known. */
export function leastRequest(
  facts: ServiceFacts,
  action: string,
  known: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const input = facts.actions[action]?.input ?? '';
  const shape = facts.shapes[input] ?? {};
  const request = { ...leastObject(facts, input), ...firstPage(facts, action) };
  if (shape['DryRun']?.required) request['DryRun'] = false;
  // Policies are checked when they are stored.
  for (const member of ['PolicyDocument', 'TrustPolicyDocument'])
    if (shape[member]?.required) request[member] = allowAll;
  for (const [path, value] of Object.entries(known)) {
    const [top = ''] = path.split(/[.[]/);
    const member = shape[top];
    if (!member || value === undefined) continue;
    if (path !== top) putInside(request, path, value);
    else {
      const fitted = fit(value, member);
      if (!Number.isNaN(fitted)) request[top] = fitted;
    }
  }
  addConditional(facts, input, request);
  return request;
}

function firstPage(facts: ServiceFacts, action: string): Record<string, unknown> {
  const { token, page, offset } = facts.actions[action]?.pagination ?? {};
  const shape = facts.shapes[facts.actions[action]?.input ?? ''] ?? {};
  const request: Record<string, unknown> = {};
  const put = (member: string | undefined, value: number | string): void => {
    if (member !== undefined && shape[member]) request[member] = fit(value, shape[member]);
  };
  put(token?.token, '');
  put(offset?.offset, shape[offset?.offset ?? '']?.minimum ?? 0);
  put(page?.page, 1);
  put(page?.size ?? token?.size ?? offset?.size, 10);
  return request;
}

function fit(value: unknown, member: MemberFacts): unknown {
  const { items } = member;
  if (items) return (Array.isArray(value) ? value : [value]).map((item) => fit(item, items));
  if (Array.isArray(value)) return fit(value[0], member);
  if (member.type === 'string' && typeof value === 'number') return String(value);
  return (member.type === 'integer' || member.type === 'number') && typeof value === 'string'
    ? Number(value)
    : value;
}

function putInside(request: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split('.');
  let at = request;
  for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>;
  at[steps.at(-1) ?? ''] = value;
}

/** What is wrong with an answer by the facts: unknown members, wrong types. Empty when nothing is. */
export function problemsOf(facts: ServiceFacts, shape: string, value: unknown, path = 'Result'): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return [`${path} is not an object`];
  return Object.entries(value).flatMap(([name, one]) => {
    const member = facts.shapes[shape]?.[name];
    return member
      ? memberProblems(facts, member, one, `${path}.${name}`)
      : [`${path}.${name} is not in the facts`];
  });
}

function memberProblems(facts: ServiceFacts, member: MemberFacts, value: unknown, path: string): string[] {
  if (member.ref !== undefined) return problemsOf(facts, member.ref, value, path);
  const { items, values } = member;
  switch (member.type) {
    case 'string':
      return typeof value === 'string' ? [] : [`${path} is no string`];
    case 'integer':
      return Number.isInteger(value) ? [] : [`${path} is no integer`];
    case 'number':
      return typeof value === 'number' ? [] : [`${path} is no number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path} is no boolean`];
    case 'list':
      if (!Array.isArray(value)) return [`${path} is no list`];
      return items ? value.flatMap((item, i) => memberProblems(facts, items, item, `${path}[${i}]`)) : [];
    case 'map':
      if (value === null || typeof value !== 'object' || Array.isArray(value)) return [`${path} is no map`];
      return values
        ? Object.entries(value).flatMap(([key, one]) => memberProblems(facts, values, one, `${path}.${key}`))
        : [];
    default:
      return [];
  }
}
