import { readFile } from 'node:fs/promises';
import { ConfigError } from '../errors/config.js';
import type { HttpResponse } from '../types/http.js';
import { isObject, parseJson, toJson } from '../util/json.js';
import { writeWhole } from '../util/write-file.js';

/** One call and its response without secrets, as a recording stores it. */
export interface RecordedExchange {
  /** The signing name of the service: `rds_mysql`. */
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly region: string;
  /** In wire names; without `ClientToken`, which differs with each call. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly response: {
    readonly status: number;
    readonly headers: HttpResponse['headers'];
    /** The parsed JSON, or the text of a body that is not JSON. */
    readonly body: unknown;
  };
}

const format = 'volcengine-fluent recording';
const version = 1;

/**
 * Reads a recording.
 *
 * @throws `ConfigError` when the file does not exist or is not a valid recording
 */
export async function readRecording(file: string): Promise<readonly RecordedExchange[]> {
  let parsed: unknown;
  try {
    parsed = parseJson(await readFile(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? `it is not valid JSON: ${cause.message}` : messageOf(cause);
    throw new ConfigError(`Cannot read the recording ${file}: ${reason}. Create it with mode: 'record'`, {
      cause,
    });
  }
  const { exchanges, ...head } = isObject(parsed) ? parsed : {};
  if (head['format'] !== format || head['version'] !== version || !Array.isArray(exchanges)) {
    throw new ConfigError(`${file} is not a recording of version ${version}`);
  }
  exchanges.forEach((exchange: unknown, i) => {
    if (!isExchange(exchange)) throw new ConfigError(`${file} is corrupt at exchanges[${i}]`);
  });
  return exchanges as RecordedExchange[];
}

/** Writes a recording as indented JSON, so that people can review its changes. */
export async function writeRecording(file: string, exchanges: readonly RecordedExchange[]): Promise<void> {
  try {
    await writeWhole(file, `${toJson({ format, version, exchanges }, 2)}\n`);
  } catch (cause) {
    throw new ConfigError(`Cannot write the recording to ${file}: ${messageOf(cause)}`, { cause });
  }
}

function isExchange(value: unknown): value is RecordedExchange {
  if (!isObject(value)) return false;
  const hasNames = ['service', 'version', 'action'].every((name) => typeof value[name] === 'string');
  const { input, response } = value;
  return hasNames && isObject(input) && isObject(response) && typeof response['status'] === 'number';
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
