import { isDeepStrictEqual } from 'node:util';
import { nearestHint } from '../util/nearest.js';
import type { RecordedExchange } from './recording.js';

type RecordedCall = Omit<RecordedExchange, 'response'>;

/**
 * Explains why a recording has no response for a call, with the most similar recorded call. Names members, never
 * their values.
 *
 * @param replayed - how often the recording has this call, when all its responses were used
 */
export function explainMismatch(
  file: string,
  call: RecordedCall,
  recorded: readonly RecordedExchange[],
  replayed: number | undefined,
): string {
  const name = nameOf(call);
  if (replayed !== undefined) {
    const times = replayed === 1 ? 'once' : `${replayed} times`;
    return `${file} has ${name} with this request ${times}, and the client calls it once more; record it again`;
  }
  const sameAction = recorded.filter((one) => nameOf(one) === name && one.version === call.version);
  if (sameAction.length > 0) {
    const [members = []] = sameAction
      .map((one) => differentMembers(one.input, call.input))
      .sort((a, b) => a.length - b.length);
    return `${file} has no ${name} with this request; the most similar one differs in ${members.join(', ')}`;
  }
  const names = new Set(recorded.map(nameOf));
  return `${file} has no call of ${name}${nearestHint(name, names) || listOf(names)}`;
}

function listOf(names: ReadonlySet<string>): string {
  return names.size === 0 ? ': it is empty' : `; it has ${[...names].join(', ')}`;
}

function nameOf({ service, action }: RecordedCall): string {
  return `${service} ${action}`;
}

/** The members that only one of two requests has, or whose values differ. */
function differentMembers(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => !isDeepStrictEqual(a[name], b[name]));
}
