import fc from 'fast-check';
import { isFlat } from '../../src/models/flat-shapes.js';
import { itemFacts, mustHoldItems } from '../../src/models/member-constraints.js';
import type { MemberFacts, ServiceFacts } from '../../src/catalog/types.js';

/** Values that are wrong in most places, and a few that are right in some. */
const junk: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  undefined,
  0,
  -1,
  1.5,
  NaN,
  Infinity,
  2 ** 53 + 2,
  5n,
  -(2n ** 70n),
  true,
  '',
  'x',
  '\ud800',
  [],
  {},
  [null],
  [undefined],
  [,] as unknown[], // eslint-disable-line no-sparse-arrays
  ['x', 1],
  [[]],
  [{}],
  { a: 1 },
  { a: undefined },
  { a: { b: [NaN] } },
  new Date(0),
  new Map([['a', 1]]),
  new Set(['a']),
  Symbol('x'),
  () => 'x',
  Object.create(null) as object,
);

const strangeNames = ['constructor', 'toString', '__proto__', 'hasOwnProperty', '', '0', 'unknown'];

/** Makes arbitraries of requests from the facts of a service; each shape's is made once. */
export class Requests {
  readonly #facts: ServiceFacts;
  readonly #junkWeight: number;
  readonly #made = new Map<string, fc.Arbitrary<Record<string, unknown>>>();

  /**
   * @param junkWeight - 0: good requests only; else how many of a hundred values are junk
   */
  constructor(facts: ServiceFacts, junkWeight: number) {
    this.#facts = facts;
    this.#junkWeight = junkWeight;
  }

  shape(name: string): fc.Arbitrary<Record<string, unknown>> {
    let made = this.#made.get(name);
    if (!made) this.#made.set(name, (made = this.#shape(name)));
    return made;
  }

  #shape(name: string): fc.Arbitrary<Record<string, unknown>> {
    const shape = Object.entries(this.#facts.shapes[name] ?? {});
    const known = fc.record(
      Object.fromEntries(
        shape.map(([member, facts]) => [member, this.#member(facts, isFlat(this.#facts, name))]),
      ),
      { requiredKeys: shape.filter(([, { required }]) => required).map(([member]) => member) },
    );
    return this.#junkWeight === 0 ? known : this.#spoilt(known);
  }

  /** Now and then without a member that it should have, or with one that it should not. */
  #spoilt(good: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> {
    return fc
      .tuple(good, fc.nat(99), fc.nat(), fc.constantFrom(...strangeNames), junk)
      .map(([request, ...draws]) => {
        const [draw, at, strange, value] = draws;
        const names = Object.keys(request);
        if (draw < 15 && names.length > 0) delete request[names[at % names.length]!];
        else if (draw < 25) {
          Object.defineProperty(request, strange, {
            value,
            enumerable: true,
            configurable: true,
            writable: true,
          });
        }
        return request;
      });
  }

  #member(facts: MemberFacts, flat: boolean): fc.Arbitrary<unknown> {
    const good = this.#good(facts, flat);
    if (this.#junkWeight === 0) return good;
    return fc.oneof(
      { weight: 100 - this.#junkWeight, arbitrary: good },
      { weight: this.#junkWeight, arbitrary: junk },
    );
  }

  #good(facts: MemberFacts, flat: boolean): fc.Arbitrary<unknown> {
    if (facts.ref !== undefined) return this.shape(facts.ref);
    switch (facts.type) {
      case 'list':
        return fc.array(this.#member(itemFacts(facts), flat), {
          minLength: mustHoldItems(facts, flat) ? 1 : 0,
          maxLength: 3,
        });
      case 'map':
        return fc.dictionary(fc.string({ maxLength: 3 }), this.#member(facts.values ?? {}, flat), {
          maxKeys: 3,
        });
      case 'string':
        return this.#string(facts);
      case 'integer':
        return this.#integer(facts);
      case 'number':
        return fc.oneof(
          this.#integer(facts).map(Number),
          fc.double({ min: facts.minimum ?? -9, max: facts.maximum ?? 9, noNaN: true }),
        );
      case 'boolean':
        return fc.boolean();
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  }

  #string({ minLength = 0, maxLength = Infinity, enum: allowed }: MemberFacts): fc.Arbitrary<string> {
    if (allowed) {
      return this.#edged(
        allowed.map(String),
        allowed.flatMap((one) => [String(one).toUpperCase(), ` ${one}`, `${one}2`]),
      );
    }
    const inside = [minLength, minLength + 1, maxLength].filter(
      (length) => length <= maxLength && length < 3000,
    );
    const outside = [minLength - 1, maxLength + 1].filter((length) => length >= 0 && length < 3000);
    return fc
      .tuple(fc.constantFrom('a', 'é', '😀', '\ufe0f', '火'), this.#edged(inside, outside))
      .map(([character, length]) => character.repeat(length));
  }

  #integer({ minimum, maximum }: MemberFacts): fc.Arbitrary<number | bigint> {
    const low = minimum ?? Math.min(0, maximum ?? 0) - 9;
    const high = maximum ?? Math.max(0, low) + 9;
    return fc
      .tuple(this.#edged([low, high, Math.round((low + high) / 2)], [low - 1, high + 1]), fc.boolean())
      .map(([value, asBigint]) => (asBigint && Number.isInteger(value) ? BigInt(value) : value));
  }

  /** Values inside of limits, and now and then one just outside of them. */
  #edged<T>(inside: readonly T[], outside: readonly T[]): fc.Arbitrary<T> {
    if (this.#junkWeight === 0 || outside.length === 0) return fc.constantFrom(...inside);
    return fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...inside) },
      { weight: 1, arbitrary: fc.constantFrom(...outside) },
    );
  }
}
