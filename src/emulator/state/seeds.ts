import { readFile } from 'node:fs/promises';
import { readPath } from '../../catalog/paths.js';
import { ConfigError } from '../../errors/config.js';
import { isVolcengineError } from '../../errors/volcengine-error.js';
import type { Data } from './store.js';

/** A call that a cloud begins with. */
export interface Seed {
  /** The module's name: `vpc`. */
  readonly service: string;
  readonly action: string;
  /** Members such as `"${net.VpcId}"` stand for what an earlier seed's result has there. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** The name under which later seeds refer to its result. */
  readonly as?: string;
  readonly region?: string;
}

/** Reads seeds from a JSON file: a list of them. */
export async function readSeeds(file: string): Promise<readonly Seed[]> {
  try {
    const seeds: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (Array.isArray(seeds)) return seeds as Seed[];
  } catch (cause) {
    throw new ConfigError(`The seeds can't be read from ${file}: ${(cause as Error).message}`, { cause });
  }
  throw new ConfigError(`${file} holds no list of seeds`);
}

/**
 * Makes the calls in their order.
 *
 * @throws {@link ConfigError} that says which of them is wrong
 */
export function plant(seeds: readonly Seed[], call: (seed: Seed, input: Data) => Data): void {
  const results: Data = {};
  seeds.forEach((seed, i) => {
    if (typeof seed.service !== 'string' || typeof seed.action !== 'string') {
      throw new ConfigError(`Seed ${i + 1} has no service or no action`);
    }
    try {
      const result = call(seed, filled(seed.input ?? {}, results) as Data);
      if (seed.as !== undefined) results[seed.as] = result;
    } catch (cause) {
      if (!isVolcengineError(cause)) throw cause;
      const what = `Seed ${i + 1} (${seed.service} ${seed.action})`;
      throw new ConfigError(`${what} failed: ${cause.message}`, { cause });
    }
  });
}

function filled(value: unknown, results: Readonly<Data>): unknown {
  if (typeof value === 'string') {
    const [, path] = /^\$\{([^}]+)\}$/.exec(value) ?? [];
    if (path === undefined) return value;
    const found = readPath(results, path);
    if (found === undefined) throw new ConfigError(`No earlier seed has a result for ${value}`);
    return found;
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, results));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, results)]));
}
