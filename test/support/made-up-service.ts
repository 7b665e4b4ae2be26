import type { ServiceFacts } from '../../src/catalog/types.js';
import { Behaviours } from '../../src/emulator/engine/behaviour.js';
import type { Call } from '../../src/emulator/engine/call.js';
import { EngineCall } from '../../src/emulator/engine/engine-call.js';
import { Engine } from '../../src/emulator/engine/engine.js';
import { ServiceModel } from '../../src/emulator/model/service-model.js';
import { Accounts } from '../../src/emulator/state/accounts.js';
import { EmulatorClock } from '../../src/emulator/state/clock.js';
import { Ids } from '../../src/emulator/state/ids.js';

/** The facts of a service that does not exist: books on shelves. */
export const bookFacts = {
  name: 'shop',
  service: 'shop',
  version: '2026-01-01',
  tagging: { add: { action: 'TagBooks', ids: 'BookIds', tags: 'Tags' } },
  actions: {
    CreateBook: { input: 'CreateInput', output: 'CreateOutput', method: 'POST', protocol: 'json' },
    GetBook: { input: 'GetInput', output: 'GetOutput', method: 'GET', protocol: 'query' },
    ListBooks: {
      input: 'ListInput',
      output: 'ListOutput',
      method: 'GET',
      protocol: 'query',
      pagination: {
        token: { token: 'NextToken', size: 'MaxResults', outToken: 'NextToken' },
        items: 'Books',
      },
    },
    DeleteBook: { input: 'GetInput', output: 'Empty', method: 'GET', protocol: 'query' },
    OpenShop: { input: 'Empty', output: 'Empty', method: 'GET', protocol: 'query' },
    TagBooks: { input: 'Empty', output: 'Empty', method: 'POST', protocol: 'json' },
  },
  shapes: {
    Empty: {},
    CreateInput: {
      Title: { type: 'string', required: true, maxLength: 5 },
      Pages: { type: 'integer', minimum: 1 },
    },
    CreateOutput: { BookId: { type: 'string' } },
    GetInput: { BookId: { type: 'string', required: true }, ShelfId: { type: 'string' } },
    GetOutput: { Book: { ref: 'Book' } },
    ListInput: {
      Titles: { type: 'list', items: { type: 'string' } },
      BookIds: { type: 'list', items: { type: 'string' } },
      ShelfId: { type: 'string' },
      Status: { type: 'string' },
      TagFilters: { type: 'list', items: { type: 'any' } },
      NextToken: { type: 'string' },
      MaxResults: { type: 'integer' },
    },
    ListOutput: { Books: { type: 'list', items: { ref: 'Book' } }, NextToken: { type: 'string' } },
    Book: {
      BookId: { type: 'string' },
      ShelfId: { type: 'string' },
      Title: { type: 'string' },
      Pages: { type: 'integer' },
      Status: { type: 'string' },
      CreateTime: { type: 'string' },
      UpdateTime: { type: 'integer' },
      Tags: { type: 'list', items: { type: 'any' } },
      Cover: { ref: 'Cover' },
    },
    Cover: { Color: { type: 'string' }, Book: { ref: 'Book' } },
  },
  resources: {
    Book: {
      id: { request: 'BookId', item: 'BookId', identity: ['ShelfId', 'BookId'], parents: ['ShelfId'] },
      create: { action: 'CreateBook', idPath: 'BookId' },
      get: { action: 'GetBook', id: 'BookId', object: 'Book' },
      list: { action: 'ListBooks', items: 'Books', shape: 'Book', idFilter: 'BookIds' },
      delete: { action: 'DeleteBook', id: 'BookId' },
      status: {
        member: 'Status',
        filter: 'Status',
        values: ['CREATING', 'AVAILABLE', 'STOPPED', 'DELETING'],
      },
      tags: { inItem: 'Tags', listFilter: 'TagFilters', resourceType: 'book' },
      name: 'Title',
    },
  },
} as unknown as ServiceFacts;

export const bookService = new ServiceModel(bookFacts);

/** A call of the made-up service, at 2026-01-02, on an engine of its own without behaviours. */
export function bookCall(action: string, input: Record<string, unknown> = {}): Call {
  const engine = new Engine({
    seed: 1,
    settleMs: 1000,
    references: 'service',
    clock: new EmulatorClock('virtual', Date.UTC(2026, 0, 2)),
    ids: new Ids(1),
    accounts: new Accounts(),
    behaviours: new Behaviours([]),
    hiddenAfterCreateMs: () => 0,
  });
  const model = bookService.actions.get(action);
  if (!model) throw new Error(`The made-up service has no action ${action}`);
  const caller = { account: '1', accessKeyId: 'AKLT', principal: { kind: 'root', name: 'root' } } as const;
  return new EngineCall(engine, bookService, model, input, caller, 'cn-beijing');
}

/** A call with books in the store, by id and members. */
export function withBooks(
  action: string,
  input: Record<string, unknown>,
  books: Record<string, object>,
): Call {
  const call = bookCall(action, input);
  const collection = call.partition.collection('shop.Book');
  for (const [id, data] of Object.entries(books)) collection.add(id, { BookId: id, ...data });
  return call;
}
