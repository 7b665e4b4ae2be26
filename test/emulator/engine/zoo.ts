// A made-up service whose list action, animals and facts each test says.
import type { ActionFacts, ResourceFacts, ServiceFacts, ShapeFacts } from '../../../src/catalog/types.js';
import type { ResourceHooks } from '../../../src/emulator/engine/call.js';
import { EngineCall } from '../../../src/emulator/engine/engine-call.js';
import { filtersOf } from '../../../src/emulator/engine/filters.js';
import type { ResourceType } from '../../../src/emulator/model/resource-type.js';
import { ServiceModel, type ActionModel } from '../../../src/emulator/model/service-model.js';
import { newEngine } from '../../support/cloud-engine.js';

export const text = { type: 'string' } as const;
export const texts = { type: 'list', items: text } as const;
export const any = { type: 'any' } as const;

/** What the made-up service of one test is like; what is not said has plain members and no status. */
export interface Zoo {
  /** The request of the list action. */
  readonly input?: ShapeFacts;
  readonly shapes?: Readonly<Record<string, ShapeFacts>>;
  /** The members of an animal. */
  readonly animal?: ShapeFacts;
  readonly resource?: Partial<ResourceFacts>;
  readonly pagination?: ActionFacts['pagination'];
  readonly filters?: ResourceHooks['filters'];
  readonly action?: string;
}

const plain: ShapeFacts = {
  AnimalId: text,
  Name: text,
  Age: { type: 'integer' },
  Wild: { type: 'boolean' },
  Colors: texts,
};

/** The candidates and the animals that a list with this request contains, in their order, by id. */
export function search(
  zoo: Zoo,
  request: Record<string, unknown>,
  animals: Readonly<Record<string, object>>,
) {
  const action = { method: 'POST', protocol: 'json', input: 'Input', output: 'Output' } as const;
  const facts: ServiceFacts = {
    ...{ name: 'zoo', service: 'zoo', version: '2026-01-01', tagging: {}, operations: [] },
    actions: {
      ListAnimals: { ...action, ...(zoo.pagination && { pagination: zoo.pagination }) },
      FindAnimals: action,
      CreateAnimal: { ...action, input: 'CreateInput' },
    },
    shapes: {
      Input: { AnimalIds: texts, ...zoo.input },
      Output: { Animals: { type: 'list', items: { ref: 'Animal' } } },
      Animal: { ...plain, ...zoo.animal },
      ...zoo.shapes,
    },
    resources: {
      Animal: {
        ...{ kind: 'full', confidence: 'high' },
        id: { request: 'AnimalId', item: 'AnimalId', identity: ['AnimalId'], requestList: 'Found.Ids' },
        list: {
          action: 'ListAnimals',
          items: 'Animals',
          shape: 'Animal',
          idFilter: 'AnimalIds',
          alternatives: ['FindAnimals'],
        },
        ...zoo.resource,
      },
    },
  };
  const service = new ServiceModel(facts);
  const engine = newEngine({ module: 'zoo', resourceTypes: { Animal: { filters: zoo.filters ?? {} } } });
  const model = service.actions.get(zoo.action ?? 'ListAnimals') as ActionModel;
  const caller = { account: '1', accessKeyId: 'AKLT', principal: { kind: 'root', name: 'root' } } as const;
  const call = new EngineCall(engine, service, model, request, caller, 'cn-beijing');
  const collection = call.partition.collection('zoo.Animal');
  for (const [id, data] of Object.entries(animals)) collection.add(id, { AnimalId: id, ...data });
  const { candidates, checks } = filtersOf(
    call,
    service.resourceTypes.get('Animal') as ResourceType,
    collection,
  );
  return {
    candidates: candidates.map(({ id }) => id),
    found: candidates.filter((entity) => checks.every((check) => check(entity))).map(({ id }) => id),
  };
}

export const found = (...args: Parameters<typeof search>): string[] => search(...args).found;

export const animals = {
  a: { Name: 'ant', Age: 1, Wild: true, Colors: ['red', 'black'] },
  b: { Name: 'bee', Age: 2, Wild: false, Colors: ['yellow', 'black'] },
  c: { Name: 'cat', Age: 2, Wild: false, Colors: [] },
  d: { Name: 'dog' },
};
