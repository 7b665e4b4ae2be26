import { pathSteps } from '../../catalog/paths.js';
import type { Data } from '../model/data.js';

/** Sets a value at a member path, and creates the objects and lists on the way: `Status.Phase`, `Ids[0].Id`. */
export function putPath(target: Data, path: string, value: unknown): void {
  const steps = pathSteps(path);
  let holder = target as Record<string | number, unknown>;
  steps.forEach((step, i) => {
    const next = steps[i + 1];
    if (next === undefined) {
      holder[step] = value;
      return;
    }
    holder[step] ??= typeof next === 'number' ? [] : {};
    holder = holder[step] as Record<string | number, unknown>;
  });
}

/** A change of a member at any depth, expressed as a change of the top-level member that contains it. */
export function changeAt(data: Readonly<Data>, path: string, value: unknown): Data {
  const [top = path] = path.split('.');
  if (top === path) return { [path]: value };
  const changes: Data = { [top]: structuredClone(data[top] ?? {}) };
  putPath(changes, path, value);
  return changes;
}
