import { inspect } from 'node:util';
import { expect } from 'chai';
import { ActionBuilder, actionBuilder } from '../../src/builders/action-builder.js';
import { Builder } from '../../src/builders/builder.js';
import { builderClass } from '../../src/builders/builder-class.js';
import { copyValue } from '../../src/builders/copy-value.js';
import type { ShapeFacts } from '../../src/catalog/types.js';
import { RequestValidationError } from '../../src/errors/index.js';
import { madeFacts } from '../models/made-facts.js';
import { FakeCloud } from '../support/fake-cloud.js';

const text = { type: 'string' } as const;
const shapes: Readonly<Record<string, ShapeFacts>> = {
  Whole: {
    Id: { ...text, required: true },
    Sizes: { type: 'list', items: { type: 'integer' }, required: true },
    Labels: { type: 'map', values: text },
    Part: { ref: 'Part' },
    Parts: { type: 'list', items: { ref: 'Part' } },
    Rows: { type: 'list', items: { type: 'list', items: { ref: 'Part' } } },
    Groups: { type: 'map', values: { ref: 'Part' } },
    Extra: { type: 'any' },
    Free: { type: 'list' },
  },
  Part: { Size: { type: 'integer', required: true }, Notes: { type: 'list', items: text } },
  MakeRequest: { Id: text, Part: { ref: 'Part' } },
  RequestLog: { Id: text, Part: { ref: 'Part' } },
};

type Step = (...args: readonly unknown[]) => Draft;
/** A builder with setters that types do not know: the service is made up. */
interface Draft extends Record<string, Step> {
  readonly missing: never;
  readonly constructor: never;
}

function make(input = 'Whole'): Draft & { readonly toJSON: () => Record<string, unknown> } {
  const facts = madeFacts(shapes);
  const Make = { ...facts.actions['Make'], input } as NonNullable<(typeof facts.actions)[string]>;
  const dispatcher = new FakeCloud().dispatcher({ ...facts, actions: { Make } });
  return actionBuilder({ dispatcher, action: 'Make' }) as never;
}

const json = (builder: unknown): unknown => (builder as { toJSON(): unknown }).toJSON();
const missing = (builder: unknown): unknown => (builder as { missing: unknown }).missing;
/** The paths that a setter refuses at once. */
function refused(step: () => unknown): string[] {
  try {
    step();
  } catch (error) {
    if (error instanceof RequestValidationError) return error.issues.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('the setters of a builder', () => {
  it('append to a list that was set before, and leave that one alone', () => {
    const set = make().sizes?.([1, 2]) as Draft;
    expect(json(set.size?.(3).size?.(4))).to.deep.equal({ Sizes: [1, 2, 3, 4] });
    expect(json(set)).to.deep.equal({ Sizes: [1, 2] });
    expect(json(make().size?.(1).sizes?.([5]).size?.(6))).to.deep.equal({ Sizes: [5, 6] });
    expect(json(make().size?.(1).id?.('a').size?.(2))).to.deep.equal({ Sizes: [1, 2], Id: 'a' });
  });

  it('put entries into a map beside those before, and replace one of the same key', () => {
    const one = make().label?.('a', '1') as Draft;
    expect(json(one.label?.('b', '2').label?.('a', '3'))).to.deep.equal({ Labels: { a: '3', b: '2' } });
    expect(json(one)).to.deep.equal({ Labels: { a: '1' } });
    expect(json(make().labels?.({ z: '0' }).label?.('a', '1'))).to.deep.equal({ Labels: { z: '0', a: '1' } });
  });

  it('let a later setting replace an earlier one', () => {
    expect(json(make().id?.('a').id?.('b'))).to.deep.equal({ Id: 'b' });
  });

  it('take a nested value, a callback or a builder, alone, in lists and in maps', () => {
    const sized = (part: unknown) => (part as Draft).size?.(1);
    const Part = builderClass<undefined>(Builder as never, madeFacts(shapes), 'Part');
    const built = (new Part(undefined, undefined) as unknown as Draft).size?.(1);
    for (const part of [{ Size: 1 }, sized, built]) {
      expect(json(make().part?.(part))).to.deep.equal({ Part: { Size: 1 } });
      expect(json(make().parts?.([part, part]))).to.deep.equal({ Parts: [{ Size: 1 }, { Size: 1 }] });
      expect(json(make().addPart?.(part))).to.deep.equal({ Parts: [{ Size: 1 }] });
      expect(json(make().group?.('a', part))).to.deep.equal({ Groups: { a: { Size: 1 } } });
      expect(json(make().rows?.([[part]]))).to.deep.equal({ Rows: [[{ Size: 1 }]] });
    }
    expect(
      json(
        make()
          .part?.(sized)
          .addPart?.((part: Draft) => part.size?.(2).note?.('x')),
      ),
    ).to.deep.equal({
      Part: { Size: 1 },
      Parts: [{ Size: 2, Notes: ['x'] }],
    });
  });

  it('take whole lists in lists, and lists of which nothing is known', () => {
    expect(
      json(
        make()
          .row?.([{ Size: 1 }])
          .row?.([{ Size: 2 }]),
      ),
    ).to.deep.equal({
      Rows: [[{ Size: 1 }], [{ Size: 2 }]],
    });
    expect(json(make().free?.([1, { a: 'b' }]))).to.deep.equal({ Free: [1, { a: 'b' }] });
  });

  it('refuse a wrong nested value where it is written, by its place', () => {
    expect(refused(() => make().part?.({ Size: 'x' }))).to.deep.equal(['Part.Size']);
    expect(refused(() => make().addPart?.({}))).to.deep.equal(['Parts[0].Size']);
    expect(refused(() => make().addPart?.('x'))).to.deep.equal(['Parts[0]']);
    expect(refused(() => make().parts?.([{ Size: 1 }, {}, 5]))).to.deep.equal(['Parts[1].Size', 'Parts[2]']);
    expect(refused(() => make().part?.({ Size: 1 }))).to.deep.equal([]);
  });

  it('leave to run() what they cannot judge: unknown members, values that are no list, lists of lists', () => {
    expect(refused(() => make().part?.({ Size: 1, New: 1 }))).to.deep.equal([]);
    expect(refused(() => make().parts?.('x'))).to.deep.equal([]);
    expect(json(make().parts?.('x'))).to.deep.equal({ Parts: 'x' });
    expect(refused(() => make().rows?.([[{}]]))).to.deep.equal([]);
    expect(refused(() => make().row?.([{}]))).to.deep.equal([]);
    expect(refused(() => make().id?.(5))).to.deep.equal([]);
  });

  it('name the action in what they refuse', () => {
    const message = (input: string) => () => make(input).part?.({});
    expect(message('MakeRequest')).to.throw(RequestValidationError, /^Make was not sent/);
    expect(message('RequestLog')).to.throw(RequestValidationError, /^RequestLog was not sent/);
  });

  it('copy what they are given, so that later changes do not show', () => {
    const extra = { list: [1, { a: 1 }] };
    const labels = { a: '1' };
    const builder = make().extra?.(extra).labels?.(labels);
    extra.list.push(2);
    labels.a = '2';
    expect(json(builder)).to.deep.equal({ Extra: { list: [1, { a: 1 }] }, Labels: { a: '1' } });
  });

  it('are methods of the class: inherited, not listed, and open to a test’s replacement', () => {
    const builder = make();
    expect(Object.keys(builder)).to.not.include('id');
    const prototype = Object.getPrototypeOf(builder) as object;
    expect(Object.getOwnPropertyDescriptor(prototype, 'id')).to.include({
      enumerable: false,
      configurable: true,
      writable: true,
    });
  });

  it('never replace what the base class of the builder does', () => {
    class Base extends ActionBuilder {
      id(): string {
        return 'of the base';
      }
    }
    const facts = madeFacts(shapes);
    const Class = builderClass(Base as never, facts, 'Whole');
    const builder = new Class(undefined, {} as never) as unknown as Base & Draft;
    expect(builder.id()).to.equal('of the base');
    expect(builderClass(Base as never, facts, 'Whole')).to.equal(Class);
    expect(builderClass(ActionBuilder as never, facts, 'Whole')).to.not.equal(Class);
  });
});

describe('a builder', () => {
  it('names the class after the action', () => {
    expect(make('MakeRequest').constructor).to.have.property('name', 'MakeBuilder');
    expect(make('RequestLog').constructor).to.have.property('name', 'RequestLogBuilder');
  });

  it('misses what is required until it is set, appended, or given by from()', () => {
    expect(missing(make())).to.deep.equal(['id', 'sizes']);
    expect(missing(make().id?.('a'))).to.deep.equal(['sizes']);
    expect(missing(make().size?.(1))).to.deep.equal(['id']);
    expect(missing(make().from?.({ Id: 'a', Sizes: [] }))).to.deep.equal([]);
    expect(missing(make().id?.(undefined))).to.deep.equal(['id', 'sizes']);
  });

  it('takes from a request what it has, not what is undefined in it', () => {
    const builder = make().id?.('a').from?.({ Id: undefined, Extra: null });
    expect(json(builder)).to.deep.equal({ Id: 'a', Extra: null });
    expect(Object.keys(json(make().from?.({ Id: undefined })) as object)).to.deep.equal([]);
  });

  it('keeps the class of a model that it starts from, and no class of a plain request', () => {
    class Model {
      Id = 'a';
    }
    const collected = (request: object): object =>
      (make().from?.(request) as unknown as { collect(): object }).collect();
    expect(collected(new Model())).to.be.instanceOf(Model).and.deep.include({ Id: 'a' });
    expect(Object.getPrototypeOf(collected({ Id: 'a' }))).to.equal(Object.prototype);
    const bare = Object.assign(Object.create(null) as object, { Id: 'a' });
    expect(Object.getPrototypeOf(collected(bare))).to.equal(Object.prototype);
    const before = make().size?.(1).from?.(new Model()).size?.(2) as unknown as { collect(): object };
    expect(before.collect())
      .to.be.instanceOf(Model)
      .and.deep.include({ Id: 'a', Sizes: [1, 2] });
  });

  it('keeps its settings in another context', () => {
    class Elsewhere extends ActionBuilder {
      to(action: string): this {
        return this.rebind({ ...this.context, action });
      }
      get action(): string {
        return this.context.action;
      }
    }
    const Class = builderClass(Elsewhere as never, madeFacts(shapes), 'Whole');
    const first = new Class(undefined, { action: 'One' } as never) as unknown as Elsewhere & Draft;
    const second = (first.id?.('a') as unknown as Elsewhere).to('Two');
    expect(second).to.be.instanceOf(Elsewhere).with.property('action', 'Two');
    expect(json(second)).to.deep.equal({ Id: 'a' });
    expect(first.action).to.equal('One');
  });

  it('sets a member named __proto__ like any other', () => {
    const request = JSON.parse('{"__proto__": {"Id": "x"}}') as object;
    const built = json(make().from?.(request)) as object;
    expect(Object.keys(built)).to.deep.equal(['__proto__']);
    expect(Object.getPrototypeOf(built)).to.equal(Object.prototype);
  });

  it('judges its request by its shape, also alone', () => {
    const Part = builderClass<undefined>(Builder as never, madeFacts(shapes), 'Part');
    const part = new Part(undefined, undefined) as unknown as Draft;
    expect(missing(part)).to.deep.equal(['size']);
    make().part?.((nested: Draft) => {
      const issues = (nested as unknown as { validate(): { path: string }[] }).validate();
      expect(issues.map(({ path }) => path)).to.deep.equal(['Size']);
      return nested.size?.(1);
    });
  });

  it('prints the names of what is set and missing', () => {
    expect(inspect(make('MakeRequest'))).to.equal('MakeBuilder { set: nothing }');
    expect(inspect(make('MakeRequest').id?.('secret').part?.({ Size: 1 }))).to.equal(
      'MakeBuilder { set: Id, Part }',
    );
    expect(inspect(make().id?.('secret'))).to.equal('WholeBuilder { set: Id, missing: sizes }');
  });
});

describe('the copy of a value', () => {
  it('is deep for lists and objects, keeps their classes, and is the value itself for all else', () => {
    class Model {
      inner = { list: [1] };
    }
    const value = {
      model: new Model(),
      bare: Object.assign(Object.create(null) as object, { a: 1 }),
      list: [null],
    };
    const copy = copyValue(value) as typeof value;
    expect(copy).to.deep.equal(value);
    expect(copy.model).to.be.instanceOf(Model).and.not.equal(value.model);
    expect(copy.model.inner.list).to.not.equal(value.model.inner.list);
    expect(Object.getPrototypeOf(copy.bare)).to.equal(null);
    const act = () => 1;
    for (const same of [null, undefined, 5, 5n, 'text', true, act]) expect(copyValue(same)).to.equal(same);
  });
});
