/** The first of several variables that is set, even to nothing. */
export function firstSet(
  env: Readonly<Record<string, string | undefined>>,
  variables: readonly string[],
): string | undefined {
  for (const variable of variables) {
    const value = env[variable];
    if (value !== undefined) return value;
  }
  return undefined;
}
