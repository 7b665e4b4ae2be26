import { pathSteps } from '../../catalog/paths.js';
import type { Data } from '../state/store.js';

/** Puts a value at a member path, making the objects and lists on the way: `Status.Phase`, `Ids[0].Id`. */
export function putPath(target: Data, path: string, value: unknown): void {
  const steps = pathSteps(path);
  let at = target as Record<string | number, unknown>;
  steps.forEach((step, i) => {
    const next = steps[i + 1];
    if (next === undefined) at[step] = value;
    else at = (at[step] ??= typeof next === 'number' ? [] : {}) as Record<string | number, unknown>;
  });
}

/** A change of one member, deep inside an object or not, as changes of top-level members. */
export function changeAt(data: Readonly<Data>, path: string, value: unknown): Data {
  const [top = path] = path.split('.');
  if (top === path) return { [path]: value };
  const copy: Data = { [top]: structuredClone(data[top] ?? {}) };
  putPath(copy, path, value);
  return copy;
}
