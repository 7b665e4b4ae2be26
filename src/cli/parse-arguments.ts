import { nearestHint } from '../util/nearest.js';
import { UsageError } from './usage-error.js';

/** An option of a command: `{ name: 'region', value: 'region' }` is typed `--region cn-beijing`. */
export interface OptionDefinition {
  /** As it is typed, without the dashes. */
  readonly name: string;
  /** One letter: `-y`. */
  readonly short?: string;
  /** What its value is called in the help; unset: it takes none. */
  readonly value?: string;
  /** Whether it can be given several times. */
  readonly repeats?: boolean;
  readonly help: string;
  /** The values it can have. */
  readonly choices?: readonly string[];
}

/** A member of a request as it was typed: `--NetworkInterfaces.1.SubnetId subnet-1`. */
export interface TypedMember {
  /** Without the dashes. */
  readonly name: string;
  /** Unset for a flag that no value follows. */
  readonly value: string | undefined;
}

/** What a command line says after the command's name. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly members: readonly TypedMember[];
  /** Whether a flag was given. */
  has(name: string): boolean;
  /** The value of an option. */
  get(name: string): string | undefined;
  /** The values of an option that can be given several times. */
  all(name: string): readonly string[];
}

/**
 * Splits a command line into options, members of a request and what stands alone. An option that the command has is
 * recognised by its exact name; anything else with dashes is a member, where the command takes members. Values stay as
 * typed: only the facts can tell whether `007` is a number.
 *
 * @throws {@link UsageError} for an option without its value, given twice or unknown
 */
export function parseArguments(
  words: readonly string[],
  options: readonly OptionDefinition[],
  takesMembers: boolean,
): Arguments {
  const positionals: string[] = [];
  const members: TypedMember[] = [];
  const given = new Map<string, string[]>();
  let at = 0;
  const nextValue = (): string | undefined => {
    const next = words[at];
    if (next === undefined || /^--./.test(next)) return undefined;
    at += 1;
    return next;
  };

  while (at < words.length) {
    const word = words[at++] as string;
    if (word === '--') {
      positionals.push(...words.slice(at));
      break;
    }
    const [, dashes = '', name = '', , inline] = /^(--?)([^=]+)(=(.*))?$/s.exec(word) ?? [];
    // `-` alone is standard input, `-5` a number.
    if (dashes === '' || (dashes === '-' && !/^[a-zA-Z]/.test(name))) {
      positionals.push(word);
      continue;
    }
    const option = options.find((each) => (dashes === '-' ? each.short === name : each.name === name));
    if (option === undefined) {
      if (!takesMembers || dashes === '-') throw unknownOption(`${dashes}${name}`, options);
      members.push({ name, value: inline ?? nextValue() });
      continue;
    }
    const values = given.get(option.name) ?? [];
    if (values.length > 0 && option.repeats !== true)
      throw new UsageError(`--${option.name} was given twice`);
    given.set(option.name, [...values, optionValue(option, inline, nextValue)]);
  }
  return {
    positionals,
    members,
    has: (name) => given.has(name),
    get: (name) => given.get(name)?.[0],
    all: (name) => given.get(name) ?? [],
  };
}

function optionValue(
  { name, value, choices }: OptionDefinition,
  inline: string | undefined,
  nextValue: () => string | undefined,
): string {
  if (value === undefined) {
    if (inline !== undefined) throw new UsageError(`--${name} takes no value`);
    return '';
  }
  const text = inline ?? nextValue();
  if (text === undefined || text === '')
    throw new UsageError(`--${name} needs a value: --${name} <${value}>`);
  if (choices !== undefined && !choices.includes(text))
    throw new UsageError(`--${name} takes ${choices.join(', ')}${nearestHint(text, choices)}`);
  return text;
}

function unknownOption(typed: string, options: readonly OptionDefinition[]): UsageError {
  const known = options.flatMap(({ name, short }) => [
    `--${name}`,
    ...(short === undefined ? [] : [`-${short}`]),
  ]);
  return new UsageError(`There is no option ${typed}${nearestHint(typed, known)}`);
}

/**
 * A whole number that an option was given.
 *
 * @throws {@link UsageError} unless it is one, from `least` on
 */
export function wholeNumber(
  args: Arguments,
  name: string,
  least = 1,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const text = args.get(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new UsageError(`--${name} takes one whole number ${range}`);
}
