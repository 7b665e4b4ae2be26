// Runs in a process of its own and counts from its start: V8 counts blocks only of what it compiles afterwards. Prints, as
// JSON, the steps that each parser takes for all attacks: the blocks of src/ that ran, and the characters and elements
// that the engine's own methods went through.
import { Session } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

let native = 0;
type Method = (this: { readonly length: number }, ...args: unknown[]) => unknown;
type Cost = (self: { readonly length: number }, args: readonly unknown[], result: unknown) => number;

function count(prototype: object, names: readonly string[], cost: Cost): void {
  for (const name of names) {
    const own = (prototype as Record<string, Method>)[name]!;
    (prototype as Record<string, Method>)[name] = function (...args) {
      const result = own.apply(this, args);
      native += cost(this, args, result);
      return result;
    };
  }
}

const whole: Cost = ({ length }) => length;
const { exec } = RegExp.prototype;
RegExp.prototype.exec = function (text) {
  const from = this.global || this.sticky ? this.lastIndex : 0;
  const match = exec.call(this, text);
  // That an expression takes steps in proportion to what it reads is shown by the other test. A sticky one reads no further.
  const end = match === null ? (this.sticky ? from : text.length) : match.index + match[0].length;
  native += 1 + end - from;
  return match;
};
count(String.prototype, ['replaceAll', 'toLowerCase', 'toUpperCase', 'trim', 'trimStart', 'trimEnd'], whole);
count(
  String.prototype,
  ['slice', 'substring', 'repeat', 'padEnd', 'padStart'],
  (_, __, text) => String(text).length,
);
count(String.prototype, ['split'], (self, [by]) => (typeof by === 'string' ? self.length : 1));
count(String.prototype, ['indexOf'], ({ length }, [, from = 0], at) =>
  Number(at) < 0 ? length - Number(from) : Number(at) - Number(from) + 1,
);
count(String.prototype, ['lastIndexOf'], ({ length }, [, from = length], at) => Number(from) - Number(at));
count(String.prototype, ['includes'], whole);
count(Array.prototype, ['join', 'slice', 'concat', 'flat', 'shift', 'unshift', 'splice'], whole);
count(Array.prototype, ['indexOf'], ({ length }, _, at) => (Number(at) < 0 ? length : Number(at) + 1));
count(Array.prototype, ['includes'], ({ length }, _, isIn) => (isIn ? 1 : length));

/** The steps since the last time. */
function steps(): number {
  let blocks = 0;
  session.post('Profiler.takePreciseCoverage', (error, { result }) => {
    if (error) throw error;
    for (const { url, functions } of result)
      if (url.includes('/src/'))
        for (const { ranges } of functions) for (const range of ranges) blocks += range.count;
  });
  const sum = blocks + native;
  native = 0;
  return sum;
}

const { attacks, parsers } = await import('./parsers.js');
const chars = Number(process.argv[2]);
const only = process.argv[3];
const texts = Object.entries(attacks).map(([name, make]) => [name, make(chars)] as const);

async function run(parse: (text: string) => unknown, text: string): Promise<string | undefined> {
  try {
    await parse(text);
    return undefined;
  } catch (error) {
    return (error as Error).constructor.name;
  }
}

for (const [name, parse] of Object.entries(parsers)) {
  if (only !== undefined && only !== name) continue;
  await run(parse, '');
  steps();
  const errors = new Set<string>();
  const each: Record<string, number> = {};
  for (const [attack, text] of texts) {
    const error = await run(parse, text);
    if (error !== undefined) errors.add(`${error}: ${attack}`);
    if (only !== undefined) each[attack] = steps();
  }
  const taken = only === undefined ? steps() : Object.values(each).reduce((sum, one) => sum + one, 0);
  console.log(JSON.stringify({ name, taken, errors: [...errors], ...(only !== undefined && { each }) }));
}
