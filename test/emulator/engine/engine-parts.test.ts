import { expect } from 'chai';
import { addEntity, newId } from '../../../src/emulator/engine/add-entity.js';
import type { Call } from '../../../src/emulator/engine/call.js';
import { filtersOf } from '../../../src/emulator/engine/filters.js';
import { lookUp, requireAll } from '../../../src/emulator/engine/handlers/look-up.js';
import { moveStatus, removeEntity, statusOf, updateStamps } from '../../../src/emulator/engine/lifecycle.js';
import { renderPage } from '../../../src/emulator/engine/paging.js';
import { changeAt, putPath } from '../../../src/emulator/engine/paths.js';
import { isAllowed, statementsOf } from '../../../src/emulator/engine/policy.js';
import { requireResource, resolveReference } from '../../../src/emulator/engine/references.js';
import { Sampler } from '../../../src/emulator/engine/sampler.js';
import { hasTag, mergeTags } from '../../../src/emulator/engine/tags.js';
import { validateInput } from '../../../src/emulator/engine/validate.js';
import type { ResourceType } from '../../../src/emulator/model/resource-type.js';
import { bookCall, bookFacts, bookService } from '../../support/made-up-service.js';

const book = bookService.resourceTypes.get('Book') as ResourceType;

/** A call with books in the store, by id and members. */
function withBooks(action: string, input: Record<string, unknown>, books: Record<string, object>): Call {
  const call = bookCall(action, input);
  const collection = call.partition.collection('shop.Book');
  for (const [id, data] of Object.entries(books)) collection.add(id, { BookId: id, ...data });
  return call;
}

function listed(input: Record<string, unknown>, books: Record<string, object>): string[] {
  const call = withBooks('ListBooks', input, books);
  const { candidates, checks } = filtersOf(call, book, call.partition.collection('shop.Book'));
  return candidates.filter((entity) => checks.every((check) => check(entity))).map(({ id }) => id);
}

describe('the validation', () => {
  const check = (input: Record<string, unknown>): void =>
    validateInput(bookFacts.shapes, 'CreateInput', input);

  it('names the member that is missing or wrong', () => {
    check({ Title: 'T', Unknown: 1 });
    expect(() => check({})).to.throw('The required parameter Title is missing.');
    expect(() => check({ Title: 5 })).to.throw('Title is not a string');
    expect(() => check({ Title: 'longer' })).to.throw('Title is longer than 5');
    expect(() => check({ Title: 'T', Pages: 0 })).to.throw('Pages is less than 1');
    expect(() => check({ Title: 'T', Pages: 1.5 })).to.throw('Pages is not an integer');
  });
});

describe('the filters of a list', () => {
  const books = {
    a: { Title: 'one', Status: 'STOPPED', ShelfId: 's1' },
    b: { Title: 'two', Status: 'AVAILABLE', Tags: [{ Key: 'team', Value: 'web' }] },
    c: { Title: 'two', Status: 'STOPPED', ShelfId: 's2' },
  };

  it('match ids, members by the plural of their names, and the status', () => {
    expect(listed({}, books)).to.deep.equal(['a', 'b', 'c']);
    expect(listed({ BookIds: ['c', 'a', 'x'] }, books)).to.deep.equal(['a', 'c']);
    expect(listed({ Titles: ['two'] }, books)).to.deep.equal(['b', 'c']);
    expect(listed({ Titles: ['two'], Status: 'STOPPED' }, books)).to.deep.equal(['c']);
    expect(listed({ Titles: ['none'] }, books)).to.deep.equal([]);
  });

  it('match tags by key, and by key and value', () => {
    expect(listed({ TagFilters: [{ Key: 'team' }] }, books)).to.deep.equal(['b']);
    expect(listed({ TagFilters: [{ Key: 'team', Values: ['db'] }] }, books)).to.deep.equal([]);
  });

  it('are lenient for a parent that no entity is known to have', () => {
    expect(listed({ ShelfId: 's3' }, { a: {}, b: { ShelfId: 's1' } })).to.deep.equal(['a']);
  });
});

describe('the pages of a list', () => {
  it('continue after a token, even when a resource of the first page is gone', () => {
    const call = withBooks('ListBooks', { MaxResults: 2 }, { a: {}, b: {}, c: {} });
    const collection = call.partition.collection('shop.Book');
    const first = renderPage(call, collection.all(), 'Books', ({ id }) => id);
    expect(first['Books']).to.deep.equal(['a', 'b']);
    const [a] = collection.all();
    if (a) collection.remove(a);
    const next = bookCall('ListBooks', { NextToken: first['NextToken'] });
    expect(renderPage(next, collection.all(), 'Books', ({ id }) => id)).to.deep.equal({
      Books: ['c'],
      NextToken: '',
    });
    const wrong = bookCall('ListBooks', { NextToken: '?' });
    expect(() => renderPage(wrong, collection.all(), 'Books')).to.throw(
      'NextToken is not a token of this list',
    );
  });
});

describe('member paths', () => {
  it('create what they pass through, and change a copy', () => {
    const target: Record<string, unknown> = {};
    putPath(target, 'Ids[1].Id', 5);
    expect(target).to.have.nested.property('Ids[1].Id', 5);
    const data = { Status: { Phase: 'A', Other: 1 } };
    expect(changeAt(data, 'Status.Phase', 'B')).to.deep.equal({ Status: { Phase: 'B', Other: 1 } });
    expect(data.Status.Phase).to.equal('A');
  });
});

describe('the policies', () => {
  const request = { action: 'ecs:RunInstances', resources: ['trn:a', 'trn:b'], context: { region: ['bj'] } };
  const allow = { Effect: 'Allow', Action: 'ecs:*' };

  it('need an Allow that covers all resources, and no Deny of any', () => {
    expect(isAllowed([], request)).to.equal(false);
    expect(isAllowed([allow], request)).to.equal(true);
    expect(isAllowed([{ ...allow, Resource: 'trn:a' }], request)).to.equal(false);
    expect(isAllowed([allow, { Effect: 'Deny', Action: '*', Resource: 'trn:b' }], request)).to.equal(false);
    expect(isAllowed([{ ...allow, Condition: { StringEquals: { region: 'sh' } } }], request)).to.equal(false);
    expect(isAllowed([{ ...allow, Condition: { Unknown: { region: 'bj' } } }], request)).to.equal(false);
  });

  it('have no statements when the document is not valid', () => {
    expect(statementsOf('{')).to.deep.equal([]);
    expect(statementsOf('{"Statement": {"Effect": "Allow"}}')).to.have.length(1);
  });
});

describe('the lifecycle', () => {
  it('moves a status through a transitional one, and not when it changed meanwhile', () => {
    const call = withBooks('GetBook', {}, { a: { Status: 'AVAILABLE' }, b: { Status: 'AVAILABLE' } });
    const [a, b] = call.partition.collection('shop.Book').all();
    if (!a || !b) throw new Error('The books are missing');
    for (const entity of [a, b])
      moveStatus(call.cloud, call.partition, book, entity, { through: 'CREATING', to: 'STOPPED' });
    expect(statusOf(book, a)).to.equal('CREATING');
    call.collection('shop.Book').update(b, { Status: 'AVAILABLE' });
    expect([call.cloud.schedule.size, updateStamps(book, call.now)]).to.deep.equal([
      2,
      { UpdateTime: Date.UTC(2026, 0, 2) / 1000 },
    ]);
    expect(call.cloud.schedule.all().map(({ name, atMs }) => [name, atMs - call.now])).to.deep.equal([
      ['status', 1000],
      ['status', 1000],
    ]);
  });

  it('deletes by a transitional status and a task', () => {
    const call = withBooks('DeleteBook', {}, { a: { Status: 'AVAILABLE' } });
    const [a] = call.partition.collection('shop.Book').all();
    if (a) removeEntity(call, book, a);
    expect(a?.data['Status']).to.equal('DELETING');
    expect(call.cloud.schedule.all()[0]).to.include({ name: 'remove' });
  });
});

describe('the look-up of resources', () => {
  it('finds those of a request within their parents, and reports the missing ones', () => {
    const books = { a: { ShelfId: 's1' }, b: { ShelfId: 's2' } };
    const found = lookUp(withBooks('GetBook', { BookId: ['a', 'b', 'c'], ShelfId: 's1' }, books), book);
    expect([found.entities.map(({ id }) => id), found.missing]).to.deep.equal([['a'], ['b', 'c']]);
    const call = withBooks('GetBook', { BookId: 'c' }, books);
    expect(() => requireAll(call, book)).to.throw('The specified Book "c" does not exist.');
  });

  it('never guesses what to delete', () => {
    expect(lookUp(withBooks('DeleteBook', {}, { a: {} }), book).entities).to.deep.equal([]);
    expect(lookUp(withBooks('GetBook', {}, { a: {} }), book).entities).to.have.length(1);
  });
});

describe('references', () => {
  it('must exist within a service, and may be unknown in another', () => {
    const call = bookCall('GetBook');
    expect(resolveReference(call, 'vpc.Subnet', 'subnet-0')).to.equal(undefined);
    expect(() => requireResource(call, 'vpc.Subnet', 'subnet-0')).to.throw('"subnet-0" does not exist');
    expect(() => resolveReference(call.as('vpc'), 'vpc.Subnet', 'subnet-0')).to.throw('does not exist');
  });
});

describe('new resources', () => {
  it('get an id of the type, owner, times and the first status', () => {
    const call = bookCall('CreateBook').as('ecs');
    const keyPair = call.resourceType('ecs.KeyPair');
    expect(String(newId(call, keyPair))).to.match(/^keypair-/);
    const entity = addEntity(call, call.resourceType('ecs.Instance'), { InstanceName: 'web' });
    expect(entity.data).to.include({ InstanceId: entity.id, InstanceName: 'web', Status: 'CREATING' });
    expect(entity.data['CreatedAt']).to.equal('2026-01-02T08:00:00+08:00');
  });
});

describe('tags', () => {
  it('replace those with the same key, and match filters', () => {
    const merged = mergeTags([{ Key: 'a', Value: '1' }], [{ Key: 'a', Value: '2' }]);
    expect(merged).to.deep.equal([{ Key: 'a', Value: '2' }]);
    const entity = { seq: 1, id: 'x', data: { Tags: merged } };
    expect(hasTag(book, entity, { Key: 'a' })).to.equal(true);
    expect(hasTag(book, entity, { Key: 'a', Values: ['1'] })).to.equal(false);
  });
});

describe('samples', () => {
  it('are the same for the same seed and path, and never report a failure', () => {
    const sampler = new Sampler('seed', 'cn-beijing', 0);
    const text = sampler.text('Title', { type: 'string' }, 'Result');
    expect(new Sampler('seed', 'cn-beijing', 0).text('Title', { type: 'string' }, 'Result')).to.equal(text);
    expect(new Sampler('other', 'cn-beijing', 0).text('Title', { type: 'string' }, 'Result')).not.to.equal(
      text,
    );
    expect(sampler.text('ErrorMessage', { type: 'string' }, '')).to.equal('');
    expect(sampler.text('RegionId', { type: 'string' }, '')).to.equal('cn-beijing');
  });
});
