import { isDeepStrictEqual } from 'node:util';
import { nearestHint } from '../util/nearest.js';
import type { RecordedExchange } from './exchanges.js';

type RecordedCall = Omit<RecordedExchange, 'answer'>;

/** Why a recording has no answer for a call, with the nearest that it has; names members, never their values. */
export function whyNotRecorded(
  file: string,
  call: RecordedCall,
  recorded: readonly RecordedExchange[],
  played: number | undefined,
): string {
  const name = nameOf(call);
  if (played !== undefined)
    return `${file} has ${name} with this request ${played} times, and this is one call more; record it again`;
  const same = recorded.filter((one) => nameOf(one) === name && one.version === call.version);
  if (same.length > 0) {
    const [nearest = []] = same
      .map((one) => differences(one.input, call.input))
      .sort((a, b) => a.length - b.length);
    return `${file} has no ${name} with this request; the nearest one differs in ${nearest.join(', ')}`;
  }
  const names = new Set(recorded.map(nameOf));
  return `${file} has no exchange for ${name}${nearestHint(name, names) || has(names)}`;
}

function has(names: ReadonlySet<string>): string {
  return names.size === 0 ? ': it is empty' : `; it has ${[...names].join(', ')}`;
}

function nameOf({ service, action }: RecordedCall): string {
  return `${service} ${action}`;
}

/** The members that only one of two requests has, or that differ. */
function differences(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => !isDeepStrictEqual(a[name], b[name]));
}
