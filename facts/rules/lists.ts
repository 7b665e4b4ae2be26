import type { ResourceFacts } from '../../src/catalog/types.js';
import { findItems } from './items.js';
import type { TypeActions } from './roles.js';
import { inputOf, membersOf, type ServiceModel } from './service-model.js';

/** The members that an action requires, without those that only page. */
export function requiredOf(service: ServiceModel, action: string, withPaging = true): string[] {
  const pagination = service.actions[action]?.pagination;
  const paging = new Set(
    [
      pagination?.page?.page,
      pagination?.page?.size,
      pagination?.token?.token,
      pagination?.token?.size,
    ].concat(pagination?.offset?.offset, pagination?.offset?.size),
  );
  return Object.entries(inputOf(service, action))
    .filter(([name, { required }]) => required === true && (withPaging || !paging.has(name)))
    .map(([name]) => name)
    .sort();
}

/** The list of a type: its action, items, shape, what it requires and how it pages. */
export function deriveList(
  service: ServiceModel,
  { list: [action, ...others] }: TypeActions,
): ResourceFacts['list'] {
  if (action === undefined) return undefined;
  const { items, itemShape, scalarItems } = service.actions[action]?.pagination ?? findItems(service, action);
  const required = requiredOf(service, action, false);
  const paging = service.actions[action]?.pagination?.style;
  return {
    action,
    ...(items !== null && { items }),
    ...(scalarItems === true && { scalarItems }),
    ...(itemShape !== undefined && { shape: itemShape }),
    ...(required.length > 0 && { required }),
    ...(paging !== undefined && { paging }),
    ...(others.length > 0 && { alternatives: others }),
  };
}

/** A list with the member of its request that narrows it to ids. */
export function finishList(
  service: ServiceModel,
  list: NonNullable<ResourceFacts['list']>,
  { request, requestList, item }: NonNullable<ResourceFacts['id']>,
): NonNullable<ResourceFacts['list']> {
  const { action, items, scalarItems, shape, ...rest } = list;
  return {
    action,
    ...(items !== undefined && { items }),
    ...(scalarItems !== undefined && { scalarItems }),
    ...(shape !== undefined && { shape }),
    ...idFilterOf(service, action, request, requestList, item),
    ...rest,
  };
}

/** The member of the list's request that narrows it to ids: a list of them before a single one. */
function idFilterOf(
  service: ServiceModel,
  action: string,
  request: string | undefined,
  requestList: string | undefined,
  item: string | undefined,
): { idFilter?: string; idFilterIsList?: boolean } {
  const input = inputOf(service, action);
  const has = (path: string): boolean => {
    const [outer = '', inner] = path.split('.');
    return inner === undefined
      ? input[outer] !== undefined
      : membersOf(service, input[outer])[inner] !== undefined;
  };
  if (requestList !== undefined && has(requestList)) return { idFilter: requestList, idFilterIsList: true };
  for (const name of [request, item]) {
    if (name === undefined) continue;
    if (isScalarType(input[name]?.type)) return { idFilter: name, idFilterIsList: false };
    for (const [outer, member] of Object.entries(input)) {
      const inner = member.ref === undefined ? undefined : membersOf(service, member)[name];
      if (inner && isScalarType(inner.type)) return { idFilter: `${outer}.${name}`, idFilterIsList: false };
    }
  }
  return {};
}

function isScalarType(type: string | undefined): boolean {
  return type === 'string' || type === 'integer' || type === 'number';
}
