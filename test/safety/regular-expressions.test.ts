import { expect } from 'chai';
import { attackPieces } from '../support/attack-texts.js';
import { countingMatcher } from '../support/counting-matcher.js';
import { expressionsOf, sourceFiles } from '../support/source-expressions.js';

const longest = 100_000;

/** Steps for each character and each instruction of an expression that linear work may take. */
const stepsEach = 2;

/** Expressions that are not linear, and the most that they are given. */
const bounded: Readonly<Record<string, { readonly chars: number; readonly because: string }>> = {
  'catalog/descriptions.ts': { chars: 100, because: 'it is given names of shapes, of at most 96 characters' },
  'transport/service-error.ts': { chars: 256, because: 'parse-response.ts cuts the code of an error' },
};

/** What the expressions that are put together at run time are made of. */
const variables = {
  name: 'version',
  resourceType: { name: 'ScalingGroup' },
  mark: 'b2d3-11d1',
  path: '/api/v3/files/{id}/content',
  // The program's own, of its JSON schema.
  pattern: '^[a-z]+$',
};

/** Code of expressions that could not be put together with these variables. */
const unknown: string[] = [];

const expressions = sourceFiles().flatMap((file) => {
  const { literals, made } = expressionsOf(file);
  return [...new Set([...literals, ...made.flatMap(evaluate)])].map((literal) => ({ file, literal }));
});

describe('the regular expressions of src/', () => {
  const folders = new Set(expressions.map(({ file }) => file.split('/')[0]!));
  for (const folder of folders) {
    it(`take steps in proportion to 100 KB of adversarial text: ${folder}`, () => {
      const own = expressions.filter(({ file }) => file.startsWith(`${folder}/`));
      expect(own).to.not.be.empty;
      const slow = own.flatMap(({ file, literal }) => {
        const problem = slowness(literal, bounded[file]?.chars ?? longest);
        return problem === undefined ? [] : [`${file} ${literal}: ${problem}`];
      });
      expect(slow).to.deep.equal([]);
    });
  }

  it('are all found: more than 200 of them', () => {
    expect(unknown, 'add their variables above').to.deep.equal([]);
    expect(expressions.length).to.be.greaterThan(200);
  });

  it('need the bound that is written down, where there is one', () => {
    for (const [file, { chars }] of Object.entries(bounded)) {
      const own = expressions.filter((expression) => expression.file === file);
      expect(own.some(({ literal }) => slowness(literal, longest) !== undefined)).to.equal(true);
      expect(own.filter(({ literal }) => slowness(literal, chars) !== undefined)).to.deep.equal([]);
    }
  });
});

describe('the scan of regular expressions', () => {
  it('counts on a matcher that finds what the real one finds', () => {
    for (const { literal } of expressions) {
      const matcher = countingMatcher(literal);
      const real = evaluateLiteral(literal);
      // The matcher goes through UTF-16 units.
      const isUnitwise = !real.unicode;
      for (const { prefix, piece } of attackPieces(literal)) {
        const text = `${prefix}${piece.repeat(5)}!${piece}`;
        if (!isUnitwise && /[\ud800-\udfff]/.test(text)) continue;
        const expected = [...text.matchAll(real)].map(([match]) => match);
        expect(matcher.run(text, 1e6).found, `${literal} in ${JSON.stringify(text)}`).to.deep.equal(expected);
      }
    }
  });

  for (const [what, literal] of [
    ['exponential', '/^(a+)+$/'],
    ['of overlapping parts', '/^\\d+\\.?\\d+x/'],
    ['that begins anew at each character', '/\\s*\\n\\s*/g'],
    ['with an end that never comes', '/"(?:[^"\\\\]|\\\\.)*"/'],
    ['after a word', '/Token\\w*Expired/'],
    ['in a lookahead', '/(?=b*c)./'],
  ] as const) {
    it(`finds one that is ${what}`, () => {
      expect(slowness(literal, longest)).to.be.a('string');
    });
  }
});

/** With which text an expression takes more steps than it may, or nothing. */
function slowness(literal: string, chars: number): string | undefined {
  const matcher = countingMatcher(literal);
  // What grows fastest on short texts is tried at full length.
  const tried = attackPieces(literal)
    .map((attack) => ({ attack, steps: matcher.run(textOf(attack, 400), 1e6).steps }))
    .sort((a, b) => b.steps - a.steps);
  const most = stepsEach * (chars + 100) * (matcher.size + 10);
  for (const { attack } of tried.slice(0, 2)) {
    const { steps } = matcher.run(textOf(attack, chars), most);
    if (steps >= most) return `more than ${most} steps for ${JSON.stringify(attack)} again and again`;
  }
  return undefined;
}

function textOf(
  { prefix, piece }: { readonly prefix: string; readonly piece: string },
  chars: number,
): string {
  return `${prefix}${piece.repeat(Math.ceil(chars / piece.length))}`.slice(0, chars - 1) + '\u{2}';
}

/** The literal that the code of an expression comes to. */
function evaluate(code: string): readonly string[] {
  try {
    const make = new Function(...Object.keys(variables), `return ${code}`) as (
      ...values: unknown[]
    ) => RegExp;
    return [String(make(...Object.values(variables)))];
  } catch {
    unknown.push(code);
    return [];
  }
}

function evaluateLiteral(literal: string): RegExp {
  const end = literal.lastIndexOf('/');
  return new RegExp(literal.slice(1, end), [...new Set(`${literal.slice(end + 1)}g`)].join(''));
}
