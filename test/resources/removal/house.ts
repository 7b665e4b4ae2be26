// A made-up house whose rooms are deleted, each test says how.
import type { ResourceFacts, ServiceFacts, ShapeFacts } from '../../../src/catalog/types.js';
import { ConflictError, NotFoundError, ServiceError } from '../../../src/errors/index.js';
import { resourceModelOf, type ResourceModel } from '../../../src/resources/model/resource-model.js';
import { remove, type DeleteOptions } from '../../../src/resources/removal/remove.js';
import { madeFacts } from '../../models/made-facts.js';
import { FakeCloud, type Sent } from '../../support/fake-cloud.js';

export const text = { type: 'string' } as const;
const details = {
  serviceMessage: 'no',
  requestId: 'r-1',
  service: 'made',
  action: 'DeleteRoom',
  region: 'cn-beijing',
  attempts: 1,
};
export const conflict = (code = 'Room.InvalidStatus', serviceMessage = 'no'): ConflictError =>
  new ConflictError({ ...details, serviceMessage, code, status: 409, retryable: false });
export const notFound = (): NotFoundError =>
  new NotFoundError({ ...details, code: 'Room.NotFound', status: 404, retryable: false });
export const refused = (): ServiceError =>
  new ServiceError({ ...details, code: 'Odd', status: 400, retryable: false });

/** What the deletion of the made-up rooms is like. */
export interface House {
  readonly deletes?: Partial<NonNullable<ResourceFacts['delete']>>;
  readonly needs?: readonly string[];
  readonly input?: ShapeFacts;
  readonly stop?: ShapeFacts;
}

export function rooms({ deletes, needs, input, stop }: House = {}): {
  facts: ServiceFacts;
  model: ResourceModel;
} {
  const made = madeFacts({
    Delete: { RoomId: text, RoomName: text, Force: { type: 'boolean' }, ...input },
    Stop: { RoomId: text, ...stop },
    Describe: { RoomIds: { type: 'list', items: text } },
    Described: { Rooms: { type: 'list', items: { ref: 'Room' } } },
    Room: { RoomId: text, RoomName: text },
  });
  const action = { method: 'POST', protocol: 'json', output: 'Made' } as const;
  const facts = {
    ...made,
    actions: {
      DeleteRoom: { ...action, input: 'Delete' },
      StopRoom: { ...action, input: 'Stop' },
      DescribeRooms: { ...action, input: 'Describe', output: 'Described' },
    },
    resources: {
      Room: {
        ...{ kind: 'full', confidence: 'high', read: 'listFilter' },
        id: { request: 'RoomId', item: 'RoomId', identity: ['RoomId'] },
        list: {
          action: 'DescribeRooms',
          items: 'Rooms',
          shape: 'Room',
          idFilter: 'RoomIds',
          idFilterIsList: true,
        },
        delete: { action: 'DeleteRoom', id: 'RoomId', ...deletes },
      },
    },
  } as ServiceFacts;
  const model = resourceModelOf(facts, 'Room');
  if (!model) throw new Error('There is no model');
  return { facts, model: needs ? { ...model, needs } : model };
}

/** Deletes the room `r-1` of a house that gives these answers in turn, the last for ever. */
export function deleting(
  answers: readonly (Error | Record<string, unknown>)[],
  { house, options, data }: { house?: House; options?: DeleteOptions; data?: object } = {},
) {
  const { facts, model } = rooms(house);
  let calls = 0;
  const cloud: FakeCloud = new FakeCloud((): Record<string, unknown> => {
    const answer = answers[Math.min(calls++, answers.length - 1)] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const done = remove(cloud.dispatcher(facts), model, { RoomId: 'r-1' }, options, data as never);
  return { cloud, done };
}

export const actions = ({ sent }: FakeCloud): string[] => sent.map(({ action }: Sent) => action);
