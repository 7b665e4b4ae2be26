import type { MemberConstraint } from './member-constraints.js';

/** Appends a step to a path: `Volumes` and `0` give `Volumes[0]`, `Volumes[0]` and `Size` give `Volumes[0].Size`. */
export function joinPath(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
}

/**
 * Returns the paths of the values that fail a test. Values of another type on the way are left to other constraints.
 */
export function failingPaths(
  value: unknown,
  at: MemberConstraint['at'],
  test: (value: unknown, inList: boolean) => boolean,
  path: string,
  inList = false,
): readonly string[] {
  const [step, ...further] = at;
  if (step === undefined) return test(value, inList) ? [] : [path];
  if (step === 'items') {
    if (!Array.isArray(value)) return [];
    // A copy first: `flatMap` passes over holes.
    return Array.from(value as unknown[]).flatMap((item, index) =>
      failingPaths(item, further, test, joinPath(path, index), true),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) =>
    held === undefined ? [] : failingPaths(held, further, test, joinPath(path, key)),
  );
}
