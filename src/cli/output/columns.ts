type Row = Readonly<Record<string, unknown>>;

/** Whether a value fits a cell as it is. */
export function isScalar(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

export function isRow(value: unknown): value is Row {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The members that rows have as scalars: those named first, then the others in the order they come. */
export function scalarColumns(rows: readonly Row[], first: readonly string[] = []): readonly string[] {
  const found = new Set<string>();
  for (const row of rows)
    for (const [name, value] of Object.entries(row)) if (isScalar(value) && value !== null) found.add(name);
  return [...first.filter((name) => found.has(name)), ...[...found].filter((name) => !first.includes(name))];
}

/** A value as the text of a cell: one line. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value, bigintDigits) : String(value as string);
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}

function bigintDigits(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
