/** What a sentence about a parameter states in a form that can be read. */
export interface SentenceFacts {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly default?: string;
  readonly enum?: readonly string[];
  readonly example?: string;
}

const number = String.raw`(-?\d[\d,]*(?:\.\d+)?)`;
const to = String.raw`\s*(?:to|-|–|~|～|and)\s*`;

/**
 * Reads ranges, lengths, the default, allowed values and the example. A sentence of a form that is not known gives
 * nothing: a missing fact is harmless, a wrong one is not.
 */
export function sentenceFacts(description: string, example: string): SentenceFacts {
  const text = description.replace(/`/g, '').replace(/\s+/g, ' ').trim();
  const fallback = defaultOf(text);
  const values = valuesOf(description);
  return {
    ...lengthOf(text),
    ...rangeOf(text),
    ...(fallback !== undefined && { default: fallback }),
    ...(values && { enum: values }),
    ...(isPlainExample(example) && { example: example.trim() }),
  };
}

/** `1 to 128 characters`, `at most 64 characters`. */
function lengthOf(text: string): SentenceFacts {
  const both = new RegExp(`${number}${to}${number} characters`, 'i').exec(text);
  if (both) return bounds('Length', both[1], both[2]);
  const most = new RegExp(
    `(?:at most|up to|no more than|cannot exceed|must not exceed) ${number} characters`,
    'i',
  ).exec(text);
  return most ? bounds('Length', undefined, most[1]) : {};
}

/** `Value range: 1 to 100`, `Valid values: 1~100`, `between 10 and 2,048`, `minimum value: 1`, `at most 100`. */
function rangeOf(text: string): SentenceFacts {
  // Several ranges depend on another parameter: none of them holds alone.
  const ranges = [
    ...text.matchAll(
      new RegExp(
        `(?:(?:value )?range|valid values?|values?)(?: is)?:? (?:from )?${number}${to}${number}(?! ?characters)`,
        'gi',
      ),
    ),
  ];
  if (ranges.length > 1) return {};
  const found = ranges[0] ?? new RegExp(`between ${number} and ${number}(?! ?characters)`, 'i').exec(text);
  if (found) return bounds('', found[1], found[2]);
  const least = new RegExp(`(?:minimum(?: value)?(?: is|:)|at least) ${number}(?! ?characters)`, 'i').exec(
    text,
  )?.[1];
  const most = new RegExp(`maximum(?: value)?(?: is|:) ${number}(?! ?characters)`, 'i').exec(text)?.[1];
  return bounds('', least, most);
}

function bounds(kind: 'Length' | '', least: string | undefined, most: string | undefined): SentenceFacts {
  const read = (digits: string | undefined): number | undefined =>
    digits === undefined ? undefined : Number(digits.replaceAll(',', ''));
  const [low, high] = [read(least), read(most)];
  if (low !== undefined && high !== undefined && low > high) return {};
  const names = kind === 'Length' ? (['minLength', 'maxLength'] as const) : (['minimum', 'maximum'] as const);
  return {
    ...(low !== undefined && { [names[0]]: low }),
    ...(high !== undefined && { [names[1]]: high }),
  };
}

/** `Default: PostPaid.`, `The default value is 20.`; a default that depends on something is none. */
function defaultOf(text: string): string | undefined {
  const found =
    /\bdefault(?: value)?(?: is|:| to) ?"?([\w.:/*-]+?)"?(?=[.,;)]? |[.,;)]?$)(?! (?:if|when|for|unless))/i.exec(
      text,
    );
  const value = found?.[1]?.replace(/[.:]$/, '');
  return value === undefined || /^(?:the|a|an|no|none|empty|same|set|not)$/i.test(value) ? undefined : value;
}

/** A list after `Valid values:` with one value a line, `- Value: what it means`; or in one line, with commas. */
function valuesOf(description: string): string[] | undefined {
  const head = /(?:valid|allowed|possible|optional) values?(?: are| include)?\s*[:：]/i.exec(description);
  if (!head) return undefined;
  const rest = description.slice(head.index + head[0].length);
  const bullets = [...rest.matchAll(/^\s*[-*•]\s*`?([\w.-]+)`?\s*(?:[:：(（].*|)$/gm)].map(
    (match) => match[1] ?? '',
  );
  if (bullets.length > 1) return unique(bullets);
  const line = (rest.trim().split('\n')[0] ?? '').replace(/`/g, '').replace(/\.\s.*$|\.$/, '');
  const parts = line
    .split(/\s*(?:,|、|;|\bor\b|\band\b)\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const areValues = parts.length > 1 && parts.every((part) => /^[A-Za-z][\w.-]*$/.test(part));
  return areValues ? unique(parts) : undefined;
}

function unique(values: readonly string[]): string[] | undefined {
  const names = [...new Set(values)];
  return names.some((name) => /^\d/.test(name)) ? undefined : names;
}

function isPlainExample(example: string): boolean {
  return /^[\w.:/-]{1,64}$/.test(example.trim());
}
