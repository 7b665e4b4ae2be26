import { parseRegExpLiteral, visitRegExpAST, type AST } from '@eslint-community/regexpp';

const pool = [...'aAzZ09_-. \t\n"\'\\/:,;=&?#@%[]{}()<>+*$T,é中\u{1}\ud83d\ude00', '\ud83d'];

/**
 * Pieces that, repeated, make a regular expression work hardest: one character of each kind that it tells apart, pairs of
 * them, its own words, and what its repeated parts match, each after what comes before that part.
 */
export function attackPieces(literal: string): { readonly prefix: string; readonly piece: string }[] {
  const { pattern, flags } = parseRegExpLiteral(literal);
  const sets: ((text: string) => boolean)[] = [];
  const words = new Set<string>();
  const repeated: { readonly prefix: string; readonly piece: string }[] = [];
  const literals = new Set<string>();
  visitRegExpAST(pattern, {
    onCharacterEnter: (node) => {
      literals.add(String.fromCodePoint(node.value));
      if (!node.parent.type.startsWith('CharacterClass')) sets.push(setTest(node.raw, flags));
    },
    onCharacterSetEnter: (node) => {
      if (node.parent.type !== 'CharacterClass') sets.push(setTest(node.raw, flags));
    },
    onCharacterClassEnter: (node) => sets.push(setTest(node.raw, flags)),
    onAlternativeEnter: (node) => {
      const word = sample(node, flags);
      if (word.length > 0 && word.length < 40) words.add(word);
    },
    onQuantifierEnter: (node) => {
      if (node.max < 8) return;
      const piece = sampleOf(node.element, flags);
      for (const prefix of new Set([before(node, flags), ''])) repeated.push({ prefix, piece });
    },
  });
  const kinds = new Map<string, string>();
  for (const char of [...literals, ...pool]) {
    const kind = sets.map((test) => (test(char) ? '1' : '0')).join('');
    if (!kinds.has(kind)) kinds.set(kind, char);
  }
  const chars = [...kinds.values()].slice(0, 9);
  const plain = [...chars, ...chars.flatMap((one) => chars.map((two) => one + two)), ...words];
  const prefixes = new Set(['', ...repeated.map(({ prefix }) => prefix)]);
  return [
    ...repeated,
    ...plain.map((piece) => ({ prefix: '', piece })),
    ...[...prefixes].flatMap((prefix) => chars.map((piece) => ({ prefix, piece }))),
    ...repeated.map(({ prefix, piece }) => ({ prefix: '', piece: prefix + piece })),
  ].filter(({ piece }) => piece !== '');
}

function setTest(raw: string, { ignoreCase, dotAll, unicode }: AST.Flags): (text: string) => boolean {
  const expression = new RegExp(
    `^(?:${raw})$`,
    `${ignoreCase ? 'i' : ''}${dotAll ? 's' : ''}${unicode ? 'u' : ''}`,
  );
  return (text) => expression.test(text);
}

/** A text that an alternative matches, with each part as often as it must be, and at least once. */
function sample(alternative: AST.Alternative, flags: AST.Flags): string {
  return alternative.elements.map((element) => sampleOf(element, flags)).join('');
}

function sampleOf(element: AST.Element, flags: AST.Flags): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterSet':
    case 'CharacterClass':
      return pool.find(setTest(element.raw, flags)) ?? '';
    case 'Group':
    case 'CapturingGroup':
      return sample(element.alternatives[0]!, flags);
    case 'Quantifier':
      return sampleOf(element.element, flags).repeat(Math.max(element.min, 1));
    default:
      return '';
  }
}

/** What must stand before a part: the parts to its left, of all the groups around it. */
function before(node: AST.Quantifier, flags: AST.Flags): string {
  let text = '';
  let inner: AST.Node = node;
  for (let outer: AST.Node | null = node.parent; outer !== null; outer = outer.parent) {
    if (outer.type === 'Alternative') {
      const index = outer.elements.indexOf(inner as AST.Element);
      text =
        outer.elements
          .slice(0, index)
          .map((element) => sampleOf(element, flags))
          .join('') + text;
    }
    inner = outer;
  }
  return text;
}
