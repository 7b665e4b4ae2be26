import { isReadAction } from '../../catalog/action-kinds.js';
import { inputName, readShapes } from '../../catalog/shapes.js';
import type { Describe } from '../../catalog/descriptions.js';
import type { ServiceFacts } from '../../catalog/types.js';
import { resourceWord } from '../lookup/find-resource-type.js';
import { statesOf } from '../states.js';
import { describeData, describeMembers, type DescribedMember } from './members.js';

/** What the facts know of an action. */
export interface DescribedAction {
  readonly service: string;
  readonly version: string;
  readonly action: string;
  /** Whether it changes nothing. */
  readonly isRead: boolean;
  readonly pages: boolean;
  readonly page: string;
  readonly members: readonly DescribedMember[];
  readonly answer: readonly DescribedMember[];
}

export interface DescribedResource {
  readonly service: string;
  readonly version: string;
  readonly resource: string;
  /** As commands name it. */
  readonly word: string;
  /** The members that address one, the parents' before its own. */
  readonly id: readonly string[];
  readonly actions: Readonly<Record<string, readonly string[]>>;
  readonly states: readonly string[];
  readonly parents: readonly string[];
  readonly create: readonly DescribedMember[];
  readonly filters: readonly DescribedMember[];
  /** What reading one gives. */
  readonly data: readonly DescribedMember[];
}

export interface DescribedService {
  readonly service: string;
  readonly signingName: string;
  readonly version: string;
  readonly resources: readonly string[];
  readonly actions: readonly string[];
}

export function describeService({
  name,
  service,
  version,
  resources,
  actions,
}: ServiceFacts): DescribedService {
  return {
    service: name,
    signingName: service,
    version,
    resources: Object.keys(resources).map(resourceWord),
    actions: Object.keys(actions),
  };
}

/** @param describe - what the members mean; unset: no member has a description */
export function describeAction(facts: ServiceFacts, action: string, describe?: Describe): DescribedAction {
  const { input = '', output = '', pagination } = facts.actions[action] ?? {};
  return {
    service: facts.name,
    version: facts.version,
    action,
    isRead: isReadAction(facts, action),
    pages: pagination !== undefined,
    page: actionPage(facts, action),
    members: describeMembers(facts, input, describe),
    answer: describeData(facts, output, describe),
  };
}

/** @param describe - what the members mean; unset: no member has a description */
export function describeResource(
  facts: ServiceFacts,
  resourceType: string,
  describe?: Describe,
): DescribedResource {
  const resource = facts.resources[resourceType] ?? { kind: 'readonly', confidence: 'low' };
  const { id, create, get, list, update, delete: removal, methods = [] } = resource;
  const ways: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ['create', [create?.action, ...(create?.alternatives ?? [])]],
    ['get', [get?.action]],
    ['list', [list?.action]],
    ['update', update ?? []],
    ['delete', [removal?.action]],
    ['others', methods.map((each) => each.action)],
  ];
  const actions = ways.flatMap(([way, names]) => {
    const known = names.filter((each) => each !== undefined);
    return known.length === 0 ? [] : [[way, known] as const];
  });
  const shapeOf = (action: string | undefined): string => inputName(facts, action);
  return {
    service: facts.name,
    version: facts.version,
    resource: resourceType,
    word: resourceWord(resourceType),
    id: id?.identity ?? (id?.request === undefined ? [] : [id.request]),
    actions: Object.fromEntries(actions),
    states: statesOf(facts, resourceType),
    parents: [...new Set(Object.values(resource.parents ?? {}).map((each) => each.resource))],
    create: describeMembers(facts, shapeOf(create?.action), describe),
    filters: describeMembers(facts, shapeOf(list?.action), describe),
    data: readShapes(facts, resource).flatMap((shape, i) =>
      i === 0 ? describeData(facts, shape, describe) : [],
    ),
  };
}

/** The page of an action in the API explorer. */
function actionPage({ service, version }: ServiceFacts, action: string): string {
  return `https://api.volcengine.com/api-explorer/?action=${action}&serviceCode=${service}&version=${version}`;
}
