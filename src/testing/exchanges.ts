import { readFile } from 'node:fs/promises';
import type { HttpResponse } from '../types/http.js';
import { parseJson, toJson } from '../util/json.js';
import { writeWhole } from '../util/write-file.js';
import { ConfigError } from '../errors/config.js';

/** One call and its answer, without secrets, as a recording keeps it. */
export interface RecordedExchange {
  /** The name for signing: `rds_mysql`. */
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly region: string;
  /** In wire names; without `ClientToken`, which is another one each time. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly answer: {
    readonly status: number;
    readonly headers: HttpResponse['headers'];
    /** What the JSON holds, or the text where it is none. */
    readonly body: unknown;
  };
}

const format = 'volcengine-fluent exchanges';
const version = 1;

/**
 * Reads a recording.
 *
 * @throws `ConfigError` where there is none, or it is not sound
 */
export async function readExchanges(file: string): Promise<readonly RecordedExchange[]> {
  let read: unknown;
  try {
    read = parseJson(await readFile(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? `it is not valid JSON: ${cause.message}` : messageOf(cause);
    throw new ConfigError(`The recording ${file} can't be read: ${why}. Make it with mode: 'record'`, {
      cause,
    });
  }
  const { format: itsFormat, version: itsVersion, exchanges } = (read ?? {}) as Record<string, unknown>;
  if (itsFormat !== format || itsVersion !== version || !Array.isArray(exchanges))
    throw new ConfigError(`${file} is no recording of version ${version}`);
  exchanges.forEach((exchange: unknown, i) => {
    if (!isExchange(exchange)) throw new ConfigError(`${file} is corrupt at exchanges[${i}]`);
  });
  return exchanges as RecordedExchange[];
}

/** Writes a recording; readable, so that a change of it can be reviewed. */
export async function writeExchanges(file: string, exchanges: readonly RecordedExchange[]): Promise<void> {
  try {
    await writeWhole(file, `${toJson({ format, version, exchanges }, 2)}\n`);
  } catch (cause) {
    throw new ConfigError(`The recording can't be written to ${file}: ${messageOf(cause)}`, { cause });
  }
}

function isExchange(value: unknown): value is RecordedExchange {
  const { service, version: itsVersion, action, input, answer } = (value ?? {}) as Partial<RecordedExchange>;
  const hasNames = [service, itsVersion, action].every((name) => typeof name === 'string');
  return hasNames && isObject(input) && isObject(answer) && typeof answer.status === 'number';
}

function isObject(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
