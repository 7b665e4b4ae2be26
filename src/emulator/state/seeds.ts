import { readFile } from 'node:fs/promises';
import { readPath } from '../../catalog/paths.js';
import { ConfigError } from '../../errors/config.js';
import { isVolcengineError } from '../../errors/volcengine-error.js';
import { jsonErrorPosition } from '../../util/json-position.js';
import { isObject } from '../../util/json.js';
import type { Data } from '../model/data.js';

/** A call that a local cloud makes when it starts. */
export interface Seed {
  /** The name of the catalog module: `vpc`. */
  readonly service: string;
  readonly action: string;
  /** A value such as `"${net.VpcId}"` is replaced with that member of the result of an earlier seed. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** The name under which later seeds refer to the result. */
  readonly as?: string;
  readonly region?: string;
}

/**
 * Reads a JSON file with a list of seeds.
 *
 * @throws `ConfigError` when the file cannot be read or holds no list
 */
export async function readSeeds(file: string): Promise<readonly Seed[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ConfigError(`Cannot read the seeds from ${file}: ${(cause as Error).message}`, { cause });
  }
  let seeds: unknown;
  try {
    seeds = JSON.parse(text);
  } catch {
    // The parser's own error quotes the file, which may hold secrets: it is neither repeated nor kept.
    throw new ConfigError(`${file}${await jsonErrorPosition(text)} is not valid JSON`);
  }
  if (!Array.isArray(seeds)) throw new ConfigError(`${file} does not contain a list of seeds`);
  return seeds as Seed[];
}

/**
 * Makes the calls in order.
 *
 * @throws `ConfigError` that names the seed that failed
 */
export function applySeeds(seeds: readonly Seed[], call: (seed: Seed, input: Data) => Data): void {
  const results = Object.create(null) as Data;
  seeds.forEach((seed, i) => {
    if (!isObject(seed) || typeof seed.service !== 'string' || typeof seed.action !== 'string') {
      throw new ConfigError(`Seed ${i + 1} needs a service and an action`);
    }
    try {
      const result = call(seed, resolveResults(seed.input ?? {}, results) as Data);
      if (seed.as !== undefined) results[seed.as] = result;
    } catch (cause) {
      if (!isVolcengineError(cause)) throw cause;
      const name = `Seed ${i + 1} (${seed.service} ${seed.action})`;
      throw new ConfigError(`${name} failed: ${cause.message}`, { cause });
    }
  });
}

/** A copy of a value with each `"${name.Member}"` replaced with that member of an earlier result. */
function resolveResults(value: unknown, results: Readonly<Data>): unknown {
  if (typeof value === 'string') {
    const [, path] = /^\$\{([^}]+)\}$/.exec(value) ?? [];
    if (path === undefined) return value;
    const found = readPath(results, path);
    if (found === undefined) throw new ConfigError(`No earlier seed has a result for ${value}`);
    return found;
  }
  if (Array.isArray(value)) return value.map((item) => resolveResults(item, results));
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value);
  return Object.fromEntries(members.map(([name, member]) => [name, resolveResults(member, results)]));
}
