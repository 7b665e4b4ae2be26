import { parseRegExpLiteral, type AST } from '@eslint-community/regexpp';

/** What a match may use: a backtracking engine without any short cut, as a bound of what the real one does. */
type Instruction =
  | { readonly op: 'char'; readonly test: (unit: string) => boolean }
  | { readonly op: 'split'; readonly first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'start' | 'end' | 'boundary'; readonly negate?: boolean }
  | { readonly op: 'mark'; readonly register: number }
  | { readonly op: 'moved'; readonly register: number }
  | { readonly op: 'look'; readonly negate: boolean; after: number }
  | { readonly op: 'backwards'; readonly on: boolean }
  | { readonly op: 'match' };

export interface CountingMatcher {
  /** The number of instructions. */
  readonly size: number;
  /** Finds every match, as `matchAll` does, and counts its steps; stops at `most`. */
  run(text: string, most: number): { readonly steps: number; readonly found: readonly string[] };
}

/** A matcher for one regular expression that counts its steps; throws for what it cannot follow. */
export function countingMatcher(literal: string): CountingMatcher {
  const { pattern, flags } = parseRegExpLiteral(literal);
  const program = new Compiler(flags).compile(pattern);
  const isAnchored = !flags.multiline && pattern.alternatives.every(startsAtStart);
  return {
    size: program.length,
    run: (text, most) => allMatches(program, text, isAnchored, most),
  };
}

/** Every alternative begins with `^`, so that V8 tries the first place only. */
function startsAtStart({ elements: [first] }: AST.Alternative): boolean {
  if (first === undefined) return false;
  if (first.type === 'Assertion') return first.kind === 'start';
  return first.type === 'CapturingGroup' || first.type === 'Group'
    ? first.alternatives.every(startsAtStart)
    : false;
}

class Compiler {
  readonly #program: Instruction[] = [];
  readonly #flags: AST.Flags;
  #registers = 0;
  #isBackwards = false;

  constructor(flags: AST.Flags) {
    this.#flags = flags;
  }

  compile({ alternatives }: AST.Pattern): readonly Instruction[] {
    this.#alternatives(alternatives);
    this.#program.push({ op: 'match' });
    return this.#program;
  }

  #alternatives(alternatives: readonly AST.Alternative[]): void {
    const jumps: { op: 'jump'; to: number }[] = [];
    for (const [index, { elements }] of alternatives.entries()) {
      const split =
        index < alternatives.length - 1
          ? { op: 'split' as const, first: this.#program.length + 1, second: 0 }
          : undefined;
      if (split !== undefined) this.#program.push(split);
      for (const element of this.#isBackwards ? elements.toReversed() : elements) this.#element(element);
      if (split === undefined) continue;
      const jump = { op: 'jump' as const, to: 0 };
      this.#program.push(jump);
      jumps.push(jump);
      split.second = this.#program.length;
    }
    for (const jump of jumps) jump.to = this.#program.length;
  }

  #element(element: AST.Element): void {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        this.#program.push({ op: 'char', test: unitTest(element.raw, this.#flags) });
        return;
      case 'Group':
      case 'CapturingGroup':
        this.#alternatives(element.alternatives);
        return;
      case 'Quantifier':
        this.#quantifier(element);
        return;
      case 'Assertion':
        this.#assertion(element);
        return;
      default:
        throw new Error(`${element.type} ${element.raw} is not known to the counting matcher`);
    }
  }

  #quantifier({ element, min, max, greedy }: AST.Quantifier): void {
    for (let times = 0; times < min; times++) this.#element(element);
    if (max === Infinity) {
      const register = this.#registers++;
      const start = this.#program.length;
      const split = this.#split(greedy);
      this.#program.push({ op: 'mark', register });
      this.#element(element);
      this.#program.push({ op: 'moved', register }, { op: 'jump', to: start });
      split.leave(this.#program.length);
      return;
    }
    const splits = [];
    for (let times = min; times < max; times++) {
      splits.push(this.#split(greedy));
      this.#element(element);
    }
    for (const split of splits) split.leave(this.#program.length);
  }

  /** A choice between going on here and leaving; greedy ones go on first. */
  #split(greedy: boolean): { leave(to: number): void } {
    const here = this.#program.length + 1;
    const index = this.#program.length;
    this.#program.push({ op: 'split', first: here, second: here });
    return {
      leave: (to) => {
        this.#program[index] = greedy
          ? { op: 'split', first: here, second: to }
          : { op: 'split', first: to, second: here };
      },
    };
  }

  #assertion(assertion: AST.Assertion): void {
    switch (assertion.kind) {
      case 'start':
      case 'end':
        if (this.#flags.multiline) throw new Error('the flag m is not known to the counting matcher');
        this.#program.push({ op: assertion.kind });
        return;
      case 'word':
        this.#program.push({ op: 'boundary', negate: assertion.negate });
        return;
      default: {
        const outer = this.#isBackwards;
        const look: Instruction = { op: 'look', negate: assertion.negate, after: 0 };
        this.#program.push(look);
        this.#isBackwards = assertion.kind === 'lookbehind';
        this.#program.push({ op: 'backwards', on: this.#isBackwards });
        this.#alternatives(assertion.alternatives);
        this.#program.push({ op: 'match' });
        this.#isBackwards = outer;
        look.after = this.#program.length;
      }
    }
  }
}

/** Whether one UTF-16 unit matches one character of an expression, as the engine itself says. */
function unitTest(raw: string, { ignoreCase, dotAll, unicode }: AST.Flags): (unit: string) => boolean {
  const flags = `${ignoreCase ? 'i' : ''}${dotAll ? 's' : ''}${unicode ? 'u' : ''}`;
  const expression = new RegExp(`^(?:${raw})$`, flags);
  const known = new Map<string, boolean>();
  return (unit) => {
    let is = known.get(unit);
    if (is === undefined) known.set(unit, (is = expression.test(unit)));
    return is;
  };
}

function allMatches(
  program: readonly Instruction[],
  text: string,
  isAnchored: boolean,
  most: number,
): { readonly steps: number; readonly found: readonly string[] } {
  const count = { steps: 0, most };
  const found: string[] = [];
  let at = 0;
  while (at <= text.length && count.steps < most) {
    const end = runFrom(program, 0, text, at, count);
    if (end !== undefined) found.push(text.slice(at, end));
    at = end === undefined || end === at ? at + 1 : end;
    if (isAnchored) break;
  }
  return { steps: count.steps, found };
}

interface Choice {
  readonly counter: number;
  readonly at: number;
  readonly marks: readonly number[];
}

/** Where a match ends that begins at `at`, or nothing. */
function runFrom(
  program: readonly Instruction[],
  start: number,
  text: string,
  begin: number,
  count: { steps: number; readonly most: number },
): number | undefined {
  const choices: Choice[] = [];
  let counter = start;
  let at = begin;
  let marks: readonly number[] = [];
  let isBackwards = false;
  while (count.steps < count.most) {
    count.steps++;
    const instruction = program[counter]!;
    let goesOn = true;
    switch (instruction.op) {
      case 'match':
        return at;
      case 'char': {
        const unit = isBackwards ? text[at - 1] : text[at];
        goesOn = unit !== undefined && instruction.test(unit);
        at += isBackwards ? -1 : 1;
        counter++;
        break;
      }
      case 'split':
        choices.push({ counter: instruction.second, at, marks });
        counter = instruction.first;
        break;
      case 'jump':
        counter = instruction.to;
        break;
      case 'start':
        goesOn = at === 0;
        counter++;
        break;
      case 'end':
        goesOn = at === text.length;
        counter++;
        break;
      case 'boundary':
        goesOn = (isWord(text[at - 1]) !== isWord(text[at])) !== instruction.negate;
        counter++;
        break;
      case 'mark':
        if (marks[instruction.register] !== at) {
          marks = [...marks];
          (marks as number[])[instruction.register] = at;
        }
        counter++;
        break;
      case 'moved':
        goesOn = marks[instruction.register] !== at;
        counter++;
        break;
      case 'backwards':
        isBackwards = instruction.on;
        counter++;
        break;
      case 'look': {
        const found = runFrom(program, counter + 1, text, at, count) !== undefined;
        goesOn = found !== instruction.negate;
        counter = instruction.after;
        break;
      }
    }
    if (goesOn) continue;
    const choice = choices.pop();
    if (choice === undefined) return undefined;
    ({ counter, at, marks } = choice);
  }
  return undefined;
}

function isWord(unit: string | undefined): boolean {
  return unit !== undefined && /\w/.test(unit);
}
