/**
 * Reads a member path of the facts, such as `Result.Instances[0].Id`, from a value.
 * Gives undefined where any step is missing.
 */
export function readPath(value: unknown, path: string): unknown {
  let at = value;
  // Most paths are one name, and this is asked often.
  if (!/[.[]/.test(path))
    return at === null || typeof at !== 'object' ? undefined : (at as Record<string, unknown>)[path];
  for (const step of pathSteps(path)) {
    if (at === null || typeof at !== 'object') return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}

/** The steps of a member path: `InstanceIds[0].X` → `['InstanceIds', 0, 'X']`. */
export function pathSteps(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  for (const part of path.split('.')) {
    const [name, ...indexes] = part.split('[');
    if (name) steps.push(name);
    for (const index of indexes) steps.push(Number.parseInt(index, 10));
  }
  return steps;
}

/**
 * A copy of `request` with the value put at a path of object members, such as `Filter.Id`, or of the first item of a list,
 * such as `Rules[0].RuleId`. The input is left as it is.
 */
export function withPath(
  request: Readonly<Record<string, unknown>>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  // Most paths are one name.
  if (!/[.[]/.test(path)) return { ...request, [path]: value };
  return withSteps(request, pathSteps(path), value) as Record<string, unknown>;
}

function withSteps(at: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = Array.isArray(at) ? [...(at as unknown[])] : [];
    list[step] = withSteps(list[step], rest, value);
    return list;
  }
  const object = (at ?? {}) as Record<string, unknown>;
  return { ...object, [step]: withSteps(object[step], rest, value) };
}
