import { expect } from 'chai';
import type { MemberFacts, ResourceFacts, ServiceFacts, ShapeFacts } from '../../src/catalog/types.js';
import { ResourceError } from '../../src/errors/index.js';
import {
  addressed,
  idIn,
  identityOfItem,
  isId,
  missingParts,
  putInnerId,
  requireIdentity,
  toIdentity,
  withFurther,
  withNeeds,
} from '../../src/resources/identity.js';
import type { ResourceModel } from '../../src/resources/model/resource-model.js';
import { madeFacts } from '../models/made-facts.js';

const text = { type: 'string' } as const;
const needed = { ...text, required: true } as const;

/** A room of a house, which is found by the house and its own id; `over` says what is different. */
function rooms(over: Partial<ResourceModel> = {}, input: ShapeFacts = {}): ResourceModel {
  return {
    facts: madeFacts({ Whole: input }),
    resourceType: 'Room',
    resource: { kind: 'full', confidence: 'high' } as ResourceFacts,
    identity: ['HouseId', 'RoomId'],
    itemIds: ['RoomId', 'Meta.Id'],
    needs: [],
    owners: [],
    isSingle: false,
    ...over,
  } as ResourceModel;
}

const single = rooms({ identity: [], isSingle: true });
const nameless = rooms({ identity: [] });

describe('the identity that a caller passes', () => {
  it('is the id alone with the rest from its scope, or all parts by name, which come first', () => {
    const whole = { HouseId: 'h', RoomId: 'r' };
    expect(toIdentity(rooms(), 'r', { HouseId: 'h' })).to.deep.equal(whole);
    expect(toIdentity(rooms(), whole)).to.deep.equal(whole);
    expect(toIdentity(rooms(), whole, { HouseId: 'other' })).to.deep.equal(whole);
    expect(toIdentity(rooms({ identity: ['RoomId'] }), 7)).to.deep.equal({ RoomId: 7 });
    expect(toIdentity(rooms({ identity: ['RoomId'] }), 7n)).to.deep.equal({ RoomId: 7n });
  });

  it('is nothing where there is but one, and cannot be where there is no id', () => {
    expect(toIdentity(single, undefined)).to.deep.equal({});
    expect(() => toIdentity(nameless, 'r')).to.throw(
      ResourceError,
      'A made.Room has no id of its own: take it from its list',
    );
  });

  it('is refused with a part missing, by the names of all', () => {
    const message =
      'A made.Room is identified by HouseId and RoomId: pass them as an object; HouseId is missing';
    expect(() => toIdentity(rooms(), 'r')).to.throw(ResourceError, message);
    expect(() => toIdentity(rooms(), { HouseId: null, RoomId: 'r' })).to.throw(ResourceError, message);
    expect(() => toIdentity(rooms(), 'r', { HouseId: null })).to.throw(ResourceError, message);
    for (const none of [undefined, null as never, {}])
      expect(() => toIdentity(rooms(), none, { HouseId: 'h' })).to.throw(ResourceError, 'RoomId is missing');
  });

  it('is refused with a part that is no id', () => {
    for (const wrong of ['', ' r', 'r ', NaN, Infinity, true, {}, ['r']])
      expect(() => toIdentity(rooms(), { HouseId: 'h', RoomId: wrong }), String(wrong)).to.throw(
        ResourceError,
        'The RoomId of a made.Room is empty or not an id',
      );
  });

  it('has what reading needs besides, from the caller or the scope', () => {
    const model = rooms({ identity: ['RoomId'], needs: ['Floor'], owners: ['UserName'] });
    expect(
      toIdentity(model, { RoomId: 'r', Floor: 'f', Color: 'c' }, { UserName: 'u', Floor: 'g' }),
    ).to.deep.equal({
      RoomId: 'r',
      Floor: 'f',
      UserName: 'u',
    });
  });
});

describe('an id', () => {
  it('is a text without blanks around it, or a number', () => {
    expect(['r', 'a b', 0, -1, 1.5, 7n].map(isId)).to.deep.equal([true, true, true, true, true, true]);
    for (const wrong of [
      '',
      ' ',
      ' r',
      'r\n',
      NaN,
      -Infinity,
      undefined,
      null,
      true,
      {},
      ['r'],
      { valueOf: () => 1 },
    ])
      expect(isId(wrong), String(wrong)).to.equal(false);
  });

  it('is where the data has it first', () => {
    expect(idIn(rooms(), { RoomId: 'r', Meta: { Id: 'm' } })).to.equal('r');
    expect(idIn(rooms(), { RoomId: null, Meta: { Id: 'm' } })).to.equal('m');
    expect(idIn(rooms(), { Meta: { Id: 'm' } })).to.equal('m');
    expect(idIn(rooms(), {})).to.equal(undefined);
    expect(idIn(rooms(), { RoomId: null, Meta: {} })).to.equal(undefined);
  });
});

describe('what a resource needs besides its identity', () => {
  const model = rooms({ needs: ['Floor'], owners: ['UserName'] });

  it('is the first value that is known of each', () => {
    const identity = { RoomId: 'r' };
    expect(
      withNeeds(model, identity, undefined, { Floor: null }, { Floor: 'f' }, { Floor: 'g' }),
    ).to.deep.equal({
      RoomId: 'r',
      Floor: 'f',
    });
    expect(withNeeds(model, identity, { UserName: undefined }, { UserName: 'u' })).to.deep.equal({
      RoomId: 'r',
      UserName: 'u',
    });
    expect(Object.keys(withNeeds(model, identity, {}))).to.deep.equal(['RoomId']);
    expect(Object.keys(withNeeds(model, identity, { Floor: null }))).to.deep.equal(['RoomId']);
    expect(identity).to.deep.equal({ RoomId: 'r' });
  });

  it('may be a list, and no other object', () => {
    expect(withNeeds(model, {}, { Floor: ['f'] })).to.deep.equal({ Floor: ['f'] });
    expect(withNeeds(model, {}, { Floor: { Id: 'f' } })).to.deep.equal({});
    expect(withNeeds(model, {}, { Floor: 0 })).to.deep.equal({ Floor: 0 });
  });
});

describe('the identity of an item of a list', () => {
  const filtered = rooms({ resource: { list: { action: 'Make', idFilter: 'Filter.RoomIds' } } as never });

  it('has its own id from the item, and its parents from the item or from the request', () => {
    expect(identityOfItem(rooms(), { RoomId: 'r', HouseId: 'h' }, { HouseId: 'other' })).to.deep.equal({
      HouseId: 'h',
      RoomId: 'r',
    });
    expect(identityOfItem(rooms(), { Meta: { Id: 'm' } }, { HouseId: 'h' })).to.deep.equal({
      HouseId: 'h',
      RoomId: 'm',
    });
    expect(identityOfItem(rooms(), { RoomId: 'r' }, { HouseId: ['h'] })).to.deep.equal({
      HouseId: 'h',
      RoomId: 'r',
    });
  });

  it('has the id that the list was filtered by where the item has none', () => {
    expect(identityOfItem(filtered, { HouseId: 'h' }, { Filter: { RoomIds: ['r'] } })).to.deep.equal({
      HouseId: 'h',
      RoomId: 'r',
    });
    expect(identityOfItem(filtered, { HouseId: 'h' }, { Filter: { RoomIds: 'r' } })).to.include({
      RoomId: 'r',
    });
    expect(identityOfItem(filtered, { RoomId: 'own' }, { Filter: { RoomIds: ['r'] } })).to.include({
      RoomId: 'own',
    });
  });

  it('lacks what nobody knows, and never takes the own id from the parents’ request', () => {
    for (const model of [rooms(), filtered, rooms({ resource: { list: { action: 'Make' } } as never })])
      expect(
        Object.keys(identityOfItem(model, { HouseId: 'h' }, { RoomId: 'of the request' })),
      ).to.deep.equal(['HouseId']);
    expect(Object.keys(identityOfItem(filtered, {}, {}))).to.deep.equal([]);
  });

  it('has what reading needs, from the request before the item', () => {
    const model = rooms({ needs: ['Floor'] });
    const item = { RoomId: 'r', HouseId: 'h', Floor: 'of the item' };
    expect(identityOfItem(model, item, { Floor: 'asked' })).to.include({ Floor: 'asked' });
    expect(identityOfItem(model, item, {})).to.include({ Floor: 'of the item' });
  });
});

describe('an identity that is not whole', () => {
  it('lacks each part that is missing, empty or blank', () => {
    const lacks = (RoomId: unknown) => missingParts(rooms(), { HouseId: 'h', RoomId }).length > 0;
    for (const none of [undefined, null, '', ' ', NaN, [], [''], ['r', ''], {}, () => 1])
      expect(lacks(none), String(none)).to.equal(true);
    for (const some of ['r', ' r', 0, 7n, true, false, ['r'], ['r', 7]])
      expect(lacks(some), String(some)).to.equal(false);
    expect(missingParts(rooms(), {})).to.deep.equal(['HouseId', 'RoomId']);
  });

  it('is refused with the names of what is there to be and what is missing', () => {
    const message = 'Nothing was sent: a made.Room is identified by HouseId and RoomId, and this one lacks ';
    expect(() => requireIdentity(rooms(), {})).to.throw(ResourceError, `${message}HouseId and RoomId`);
    expect(() => requireIdentity(rooms(), { HouseId: 'h' })).to.throw(ResourceError, `${message}RoomId`);
    expect(() => requireIdentity(rooms(), { HouseId: 'h', RoomId: 'r' })).to.not.throw();
    expect(() => requireIdentity(single, {})).to.not.throw();
    expect(() => requireIdentity(nameless, {})).to.throw(
      ResourceError,
      'A made.Room has no id of its own: no call can be about one alone',
    );
  });

  it('addresses nothing', () => {
    expect(() => addressed(rooms(), { HouseId: 'h' }, 'Make')).to.throw(ResourceError, 'lacks RoomId');
    expect(() => addressed(nameless, {}, 'Make')).to.throw(ResourceError, 'no id of its own');
  });
});

describe('an id inside of an object of a request', () => {
  const facts = madeFacts({
    Whole: { RoomId: text, Filter: { ref: 'Filter' }, Rooms: { type: 'list', items: { ref: 'Filter' } } },
    Filter: { Id: text, Ids: { type: 'list', items: text }, Color: text },
  });
  const put = (
    request: Record<string, unknown>,
    path?: string,
    identity: object = { HouseId: 'h', RoomId: 'r' },
  ) => putInnerId(rooms({ facts }), identity as never, 'Make', request, path);

  it('is put back beside what the caller set there', () => {
    const Filter = { Color: 'red' };
    const request = { Filter, Name: 'x' };
    expect(put(request, 'Filter.Id')).to.equal(request);
    expect(request).to.deep.equal({ Filter: { Color: 'red', Id: 'r' }, Name: 'x' });
    expect(Filter).to.deep.equal({ Color: 'red' });
    expect(put({}, 'Filter.Ids')).to.deep.equal({ Filter: { Ids: ['r'] } });
  });

  it('is not put where the action takes it plainly, or where nobody knows it', () => {
    expect(put({ Name: 'x' }, 'RoomId')).to.deep.equal({ Name: 'x' });
    expect(put({ Name: 'x' })).to.deep.equal({ Name: 'x' });
    expect(put({ Name: 'x' }, 'Filter.Id', { HouseId: 'h' })).to.deep.equal({ Name: 'x' });
    expect(putInnerId(single, {}, 'Make', { Name: 'x' })).to.deep.equal({ Name: 'x' });
  });
});

describe('a request that addresses a resource', () => {
  const whole = { HouseId: 'h', RoomId: 'r' };
  const request = (input: ShapeFacts, over: Partial<ResourceModel> = {}, identity = {}, by?: string) =>
    addressed(rooms(over, input), { ...whole, ...identity }, 'Make', by);
  const idFacts = (id: ResourceFacts['id']) => ({ resource: { id } as ResourceFacts });

  it('has the parts of the identity that the action takes', () => {
    expect(request({ HouseId: text, RoomId: text })).to.deep.equal(whole);
    expect(request({ RoomId: text })).to.deep.equal({ RoomId: 'r' });
    expect(request({ HouseId: text })).to.deep.equal({ HouseId: 'h' });
    expect(request({})).to.deep.equal({});
  });

  it('has them as the action takes them', () => {
    const list: MemberFacts = { type: 'list', items: { type: 'integer' } };
    expect(
      request({ HouseId: { type: 'integer' }, RoomId: list }, {}, { HouseId: '5', RoomId: '7' }),
    ).to.deep.equal({
      HouseId: 5,
      RoomId: [7],
    });
  });

  it('has the id by another name where the action takes it so: the request’s, the data’s, or a list', () => {
    expect(request({ Id: text }, idFacts({ request: 'Id' }))).to.deep.equal({ Id: 'r' });
    expect(request({ Id: needed }, { itemIds: ['Id'] })).to.deep.equal({ Id: 'r' });
    expect(request({ Id: text }, { itemIds: ['Id'] }), 'not required').to.deep.equal({});
    expect(request({ Ids: { type: 'list', items: text } }, idFacts({ requestList: 'Ids' }))).to.deep.equal({
      Ids: ['r'],
    });
    const all = { RoomId: text, Id: needed, Ids: { type: 'list', items: text } } as const;
    expect(request(all, idFacts({ request: 'Id', requestList: 'Ids' }))).to.deep.equal({ RoomId: 'r' });
  });

  it('has the id alone where that is the whole identity', () => {
    const alone = { identity: ['RoomId'] };
    expect(request({ RoomId: text }, alone)).to.deep.equal({ RoomId: 'r' });
    expect(request({ Id: text }, { ...alone, ...idFacts({ request: 'Id' }) })).to.deep.equal({ Id: 'r' });
  });

  it('never has the id in the place of what the action requires besides', () => {
    const over = { needs: ['Id'], ...idFacts({ request: 'Id' }) };
    expect(request({ Id: needed }, over, { Id: 'besides' })).to.deep.equal({ Id: 'besides' });
    expect(request({ Id: text }, over, { Id: 'besides' }), 'not required').to.deep.equal({ Id: 'r' });
  });

  it('never has the id in the place of a parent', () => {
    const over = { identity: ['HouseId', 'RoomId'], ...idFacts({ request: 'HouseId' }) };
    expect(request({ HouseId: text }, over)).to.deep.equal({ HouseId: 'h' });
  });

  it('has the id at the path that the facts name, and nowhere else', () => {
    const facts: ServiceFacts = madeFacts({
      Whole: { RoomId: text, Filter: { ref: 'Filter' } },
      Filter: { Ids: { type: 'list', items: text } },
    });
    expect(addressed(rooms({ facts }), whole, 'Make', 'Filter.Ids')).to.deep.equal({
      Filter: { Ids: ['r'] },
    });
    expect(addressed(rooms({ facts }), whole, 'Make', 'Other')).to.deep.equal({ Other: 'r' });
  });

  it('has what the action requires besides, and whose the resource is, as far as it is known', () => {
    const over = { needs: ['Floor', 'Color'], owners: ['UserName'] };
    const input = { RoomId: text, Floor: needed, Color: text, UserName: text };
    expect(request(input, over, { Floor: 'f', Color: 'c', UserName: 'u' })).to.deep.equal({
      RoomId: 'r',
      Floor: 'f',
      UserName: 'u',
    });
    expect(Object.keys(request(input, over))).to.deep.equal(['RoomId']);
  });

  it('has nothing of the resource itself where there is but one', () => {
    const model = rooms(
      { identity: [], isSingle: true, needs: ['Floor'], ...idFacts({ request: 'Id' }) },
      { Id: text, Floor: needed },
    );
    expect(addressed(model, { Floor: 'f' }, 'Make')).to.deep.equal({ Floor: 'f' });
  });

  it('takes further members over it, but none that is undefined', () => {
    expect(withFurther({ A: 1, B: 2 }, { B: 3, C: 4 })).to.deep.equal({ A: 1, B: 3, C: 4 });
    expect(withFurther({ A: 1 }, { A: undefined, B: null })).to.deep.equal({ A: 1, B: null });
    expect(withFurther({ A: 1 }, undefined)).to.deep.equal({ A: 1 });
  });
});
