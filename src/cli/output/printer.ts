import type * as JmesPath from '@jmespath-community/jmespath';
import { VolcengineError } from '../../errors/volcengine-error.js';
import { toJson } from '../../util/json.js';
import type { outputFormats } from '../commands.js';
import type { Arguments } from '../parse-arguments.js';
import type { Terminal } from '../terminal/terminal.js';
import { UsageError } from '../usage-error.js';
import { toTable } from './table.js';
import { toText } from './text.js';
import { toYaml, toYamlItem } from './yaml.js';

type Format = (typeof outputFormats)[number];
type Query = (value: unknown) => unknown;

/** How many rows a table of a long list is aligned by. */
const tableRows = 100;

/** Prints what a command gives, in the form and by the query that its options ask for. */
export class Printer {
  readonly #terminal: Terminal;
  readonly #format: Format;
  readonly #query: Query;
  readonly #first: readonly string[];

  private constructor(terminal: Terminal, format: Format, query: Query, first: readonly string[]) {
    this.#terminal = terminal;
    this.#format = format;
    this.#query = query;
    this.#first = first;
  }

  /**
   * The printer that the options ask for.
   *
   * @param first - the members that stand first in tables
   * @throws {@link UsageError} for a query that is none; before anything is called
   */
  static async of(terminal: Terminal, args: Arguments, first: readonly string[] = []): Promise<Printer> {
    const format = (args.get('output') ?? 'json') as Format;
    const expression = args.get('query');
    const query = expression === undefined ? (value: unknown) => value : await queryOf(expression);
    return new Printer(terminal, format, query, first);
  }

  /** Prints one value; the whole of it where the query can't be answered, since it may hold the id of what is new. */
  async value(value: unknown): Promise<void> {
    let found: unknown;
    try {
      found = this.#query(plain(value));
    } catch (error) {
      await this.#terminal.print(this.#text(plain(value)));
      throw error;
    }
    await this.#terminal.print(this.#text(found));
  }

  /** Prints a list while it is read; a query is asked of each item. Ends early when nobody reads any more. */
  async items(items: AsyncIterable<unknown>, signal: AbortSignal): Promise<void> {
    const print = (text: string): Promise<void> => this.#terminal.print(text);
    const rows: unknown[] = [];
    let count = 0;
    for await (const item of items) {
      if (signal.aborted) throw signal.reason;
      const value = this.#query(plain(item));
      count += 1;
      if (this.#format === 'json') {
        const text = toJson(value ?? null, 2).replaceAll('\n', '\n  ');
        await print(`${count === 1 ? '[\n  ' : ',\n  '}${text}`);
      } else if (this.#format === 'yaml') await print(toYamlItem(value));
      else if (this.#format === 'text') await print(this.#text([value]));
      else if (rows.push(value) === tableRows) await print(this.#text(rows.splice(0)));
    }
    if (this.#format === 'json') await print(count === 0 ? '[]\n' : '\n]\n');
    if (this.#format === 'yaml' && count === 0) await print('[]\n');
    if (rows.length > 0) await print(this.#text(rows));
  }

  #text(value: unknown): string {
    switch (this.#format) {
      case 'json':
        return `${toJson(value ?? null, 2)}\n`;
      case 'yaml':
        return toYaml(value ?? null);
      case 'text':
        return toText(value, this.#first);
      case 'table':
        return toTable(value, {
          first: this.#first,
          width: this.#terminal.width,
          heading: (text) => this.#terminal.bold(text),
        });
    }
  }
}

/** What JSON makes of a value, with bigints left as they are: resources become their data. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plain);
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? (toJSON as (this: object) => unknown).call(value) : value;
}

async function queryOf(expression: string): Promise<Query> {
  const { compile, TreeInterpreter } = await loadJmesPath();
  let parsed: ReturnType<typeof compile>;
  try {
    parsed = compile(expression);
  } catch (cause) {
    throw new UsageError(`--query is no JMESPath expression: ${(cause as Error).message}`, { cause });
  }
  return (value) => {
    try {
      return TreeInterpreter.search(parsed, value as Parameters<typeof TreeInterpreter.search>[1]);
    } catch (cause) {
      const why = (cause as Error).message;
      throw new VolcengineError(`--query can't be answered: ${why}`, 'ERR_QUERY', { cause });
    }
  };
}

async function loadJmesPath(): Promise<typeof JmesPath> {
  try {
    return await import('@jmespath-community/jmespath');
  } catch (cause) {
    throw new UsageError('--query needs the package @jmespath-community/jmespath, which is not installed', {
      cause,
    });
  }
}
