import { expect } from 'chai';
import type { Protocol, ShapeFacts } from '../../src/catalog/types.js';
import { checkOf, type CheckRun } from '../../src/models/compiled-check.js';
import { everyKind, madeFacts } from './made-facts.js';

/** Runs the compiled check alone: what it refuses, class-validator would look at again and might accept. */
function run(
  request: unknown,
  {
    shapes = everyKind as Readonly<Record<string, ShapeFacts>>,
    protocol = 'json' as Protocol,
    send = false,
  } = {},
): { accepted: boolean; run: CheckRun } {
  const run: CheckRun = { sendsUnknown: send, sawInstance: false, depth: 0 };
  return { accepted: checkOf(madeFacts(shapes, protocol), 'Whole')(request, run), run };
}

const accepts = (request: unknown, options?: Parameters<typeof run>[1]): boolean =>
  run(request, options).accepted;

/** Whether a request with this member besides its id is accepted. */
const accepting = (member: object, options?: Parameters<typeof run>[1]): boolean =>
  accepts({ Id: 'a', ...member }, options);

describe('the compiled check by itself', () => {
  it('accepts a request that has a good value of every kind', () => {
    const whole = {
      Id: 'a',
      Name: 'name',
      Count: 5,
      Ratio: 0.5,
      Flag: false,
      Kind: 'PrePaid',
      Tags: ['Red'],
      Labels: { a: 'b' },
      Groups: { a: [1, 2] },
      Extra: { free: [1, 'x', true, null, 5n] },
      Part: { Size: 1, Note: 'note' },
      Parts: [{ Size: 1 }, { Size: 2n }],
    };
    expect(accepts(whole)).to.equal(true);
    expect(accepts(whole, { shapes: { ...everyKind, Made: {} } })).to.equal(true);
  });

  it('wants all required members, and only those', () => {
    expect(accepts({ Id: 'a' })).to.equal(true);
    expect(accepts({})).to.equal(false);
    expect(accepts({ Name: 'name' })).to.equal(false);
    expect(accepts({ Id: undefined })).to.equal(false);
    expect(accepts({ Id: null })).to.equal(false);
    const shapes = {
      Whole: { A: { type: 'string', required: true }, B: { type: 'string', required: true } },
    } as const;
    expect(accepts({ A: 'a', B: 'b' }, { shapes })).to.equal(true);
    expect(accepts({ A: 'a' }, { shapes })).to.equal(false);
  });

  it('takes undefined and null for absent where a member may be', () => {
    expect(accepting({ Name: undefined, Nope: undefined, Count: null, Part: null })).to.equal(true);
  });

  it('refuses what is no object with members', () => {
    for (const request of [undefined, null, 'x', 5, true, [], new Map(), new Date(), () => 1])
      expect(accepts(request), String(request)).to.equal(false);
    expect(accepts(Object.assign(new Map(), { Id: 'a' }))).to.equal(false);
    expect(accepts(Object.assign([], { Id: 'a' }))).to.equal(false);
  });

  it('remembers that it saw an instance of a class, at any depth, and that it saw none', () => {
    class Model {
      Id = 'a';
      Size = 1;
    }
    class Whole {
      Id = 'a';
    }
    expect(run(new Whole()))
      .to.deep.include({ accepted: true })
      .and.nested.include({ 'run.sawInstance': true });
    const { Size, ...rest } = new Model();
    expect(run(rest).run.sawInstance).to.equal(false);
    expect(run(Object.assign(Object.create(null) as object, { Id: 'a' }))).to.deep.equal({
      accepted: true,
      run: { sendsUnknown: false, sawInstance: false, depth: 0 },
    });
    class Part {
      Size = Size;
    }
    expect(run({ Id: 'a', Part: new Part() }))
      .to.deep.include({ accepted: true })
      .and.nested.include({
        'run.sawInstance': true,
      });
  });

  it('follows requests as deep as any service nests, and no cycle', () => {
    const shapes = { Whole: { Inner: { ref: 'Whole' } } } as const;
    const nested = (levels: number): object => (levels === 1 ? {} : { Inner: nested(levels - 1) });
    expect(accepts(nested(200), { shapes })).to.equal(true);
    expect(accepts(nested(201), { shapes })).to.equal(false);
    const cycle: Record<string, unknown> = {};
    cycle['Inner'] = cycle;
    expect(accepts(cycle, { shapes })).to.equal(false);
  });

  it('counts depth, not objects: a long list is not deep', () => {
    const Parts = Array.from({ length: 500 }, () => ({ Size: 1 }));
    expect(run({ Id: 'a', Parts })).to.deep.equal({
      accepted: true,
      run: { sendsUnknown: false, sawInstance: false, depth: 0 },
    });
  });

  it('accepts unknown members only where they are sent and can be', () => {
    expect(accepting({ New: 1 })).to.equal(false);
    expect(accepting({ New: 1 }, { send: true })).to.equal(true);
    expect(accepting({ New: [null] }, { send: true })).to.equal(true);
    expect(accepting({ New: NaN }, { send: true })).to.equal(false);
    expect(accepting({ New: [null] }, { send: true, protocol: 'query' })).to.equal(false);
    expect(accepts({ New: 1 }, { send: true }), 'Id is missing').to.equal(false);
  });

  it('tells texts, whole numbers, numbers and booleans apart', () => {
    const good = { Id: ['', 'x'], Count: [1, 10, 10n], Ratio: [0, 1, 0.5], Flag: [true, false] };
    const wrong = {
      Id: [1, true, ['x'], {}],
      Count: ['1', 1.5, NaN, Infinity, true, 2 ** 60, [1]],
      Ratio: ['0.5', NaN, Infinity, 1n, true],
      Flag: ['true', 0, 1, {}],
    };
    for (const [name, values] of Object.entries(good))
      for (const value of values)
        expect(accepting({ [name]: value }), `${name} ${String(value)}`).to.equal(true);
    for (const [name, values] of Object.entries(wrong))
      for (const value of values)
        expect(accepting({ [name]: value }), `${name} ${String(value)}`).to.equal(false);
  });

  it('holds numbers to each of their bounds, which belong to the range', () => {
    const shapes = {
      Whole: {
        From: { type: 'integer', minimum: 3 },
        To: { type: 'number', maximum: 3 },
        Free: { type: 'integer' },
        Between: { type: 'integer', minimum: 3, maximum: 4 },
      },
    } as const;
    const isGood = (member: object) => accepts(member, { shapes });
    expect([2, 3, 9e15, 2n, 3n].map((From) => isGood({ From }))).to.deep.equal([
      false,
      true,
      true,
      false,
      true,
    ]);
    expect([-1e300, 3, 3.001].map((To) => isGood({ To }))).to.deep.equal([true, true, false]);
    expect([-(2n ** 80n), 0, 2n ** 80n, 0.5].map((Free) => isGood({ Free }))).to.deep.equal([
      true,
      true,
      true,
      false,
    ]);
    expect([2, 3, 4, 5, '3'].map((Between) => isGood({ Between }))).to.deep.equal([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('holds texts to each of their bounds, counted in characters', () => {
    const shapes = {
      Whole: {
        From: { type: 'string', minLength: 2 },
        To: { type: 'string', maxLength: 3 },
        Exact: { type: 'string', minLength: 3, maxLength: 3 },
        None: { type: 'string', minLength: 0 },
      },
    } as const;
    const isGood = (member: object) => accepts(member, { shapes });
    expect(['', 'x', 'xx', 'x'.repeat(999), '😀', '😀😀'].map((From) => isGood({ From }))).to.deep.equal([
      false,
      false,
      true,
      true,
      false,
      true,
    ]);
    expect(['', 'xxx', 'xxxx', '😀😀😀', '😀😀😀😀'].map((To) => isGood({ To }))).to.deep.equal([
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(['xx', 'xxx', 'xxxx', '😀😀😀', '😀x😀', '😀x'].map((Exact) => isGood({ Exact }))).to.deep.equal([
      false,
      true,
      false,
      true,
      true,
      false,
    ]);
    expect([5, null, '', 'x'].map((None) => isGood({ None }))).to.deep.equal([false, true, true, true]);
    expect([5, ['xx'], {}].map((From) => isGood({ From }))).to.deep.equal([false, false, false]);
  });

  it('refuses a misspelling of an allowed value, and no value that may be newer', () => {
    const kinds = ['PrePaid', 'PostPaid', 'Spot', '', 'prepaid', 'PREPAID', ' PrePaid', 'PrePaid '];
    expect(kinds.map((Kind) => accepting({ Kind }))).to.deep.equal([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    const tags = [['Red'], ['red'], ['Red', 'Blue '], ['Green']];
    expect(tags.map((Tags) => accepting({ Tags }))).to.deep.equal([true, false, false, true]);
    const shapes = { Whole: { Kind: { type: 'string', enum: ['a', 'A'] } } } as const;
    expect(['a', 'A', ' a'].map((Kind) => accepts({ Kind }, { shapes }))).to.deep.equal([true, true, false]);
  });

  it('checks each item of a list, and only lists', () => {
    const lists = [
      [],
      ['a'],
      ['a', 'b'],
      ['a', 5],
      [5, 'a'],
      [undefined],
      [null],
      new Array(1),
      'a',
      { 0: 'a', length: 1 },
    ];
    expect(lists.map((Tags) => accepting({ Tags }))).to.deep.equal([
      ...[true, true, true],
      ...[false, false, false, false, false, false, false],
    ]);
    expect(accepting({ Parts: [{ Size: 1 }, {}] })).to.equal(false);
    expect(accepting({ Parts: [{ Size: 1 }, null] })).to.equal(false);
  });

  it('checks each value of a map, and only maps', () => {
    const maps = [
      {},
      { a: 'x' },
      { a: undefined },
      { a: undefined, b: 'x' },
      { a: 'x', b: 5 },
      { a: 5 },
      { a: null },
      [],
      ['x'],
      'x',
    ];
    expect(maps.map((Labels) => accepting({ Labels }))).to.deep.equal([
      ...[true, true, true, true],
      ...[false, false, false, false, false, false],
    ]);
    expect(accepting({ Groups: { a: [1], b: ['x'] } })).to.equal(false);
  });

  it('checks nested members by their own shape', () => {
    const parts = [{ Size: 1 }, { Size: 1, Note: 'x' }, {}, { Size: 'x' }, { Size: 1, Nope: 1 }, 'x', []];
    expect(parts.map((Part) => accepting({ Part }))).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('accepts in free values what the wire can carry', () => {
    const free = [
      1,
      'x',
      true,
      5n,
      null,
      [1, [2]],
      { a: { b: null } },
      [null],
      NaN,
      [undefined],
      () => 1,
      new Map(),
    ];
    expect(free.map((Extra) => accepting({ Extra }))).to.deep.equal([
      ...[true, true, true, true, true, true, true, true],
      ...[false, false, false, false],
    ]);
    expect(free.map((Extra) => accepting({ Extra }, { protocol: 'query' }))).to.deep.equal([
      ...[true, true, true, true, true, true, true, false],
      ...[false, false, false, false],
    ]);
  });

  it('accepts null as an item of a free list only where the wire carries it', () => {
    const shapes = {
      Whole: {
        List: { type: 'list', items: { type: 'any' } },
        Map: { type: 'map', values: { type: 'any' } },
      },
    } as const;
    expect(accepts({ List: [1, null] }, { shapes })).to.equal(true);
    expect(accepts({ List: [1, null] }, { shapes, protocol: 'query' })).to.equal(false);
    expect(accepts({ List: [1, 'x'] }, { shapes, protocol: 'query' })).to.equal(true);
    expect(accepts({ Map: { a: null } }, { shapes, protocol: 'query' })).to.equal(true);
    expect(accepts({ List: [1, NaN] }, { shapes })).to.equal(false);
  });

  it('refuses what breaks a hand-written rule, and accepts what keeps it', () => {
    const facts = {
      ...madeFacts({
        CreateListenerRequest: {
          Port: { type: 'integer' },
          StartPort: { type: 'integer' },
          EndPort: { type: 'integer' },
        },
      }),
      name: 'clb',
    };
    const check = checkOf(facts, 'CreateListenerRequest');
    const isGood = (request: object) => check(request, { sendsUnknown: false, sawInstance: false, depth: 0 });
    expect(isGood({ Port: 80 })).to.equal(true);
    expect(isGood({ Port: 0 })).to.equal(false);
    expect(isGood({ Port: 0, StartPort: 1 })).to.equal(false);
    expect(isGood({ Port: 0, StartPort: 1, EndPort: 2 })).to.equal(true);
  });
});
