import { cellText, isRow, isScalar, scalarColumns } from './columns.js';

export interface TableOptions {
  /** Columns that stand first. */
  readonly first?: readonly string[] | undefined;
  /** In columns of the terminal: what does not fit is left out, later columns first. */
  readonly width: number;
  readonly heading: (text: string) => string;
}

const gap = '  ';
const widestCell = 40;

/** Rows as a table with a heading; an object as a table of its members; anything else on a line each. */
export function toTable(value: unknown, options: TableOptions): string {
  if (isRow(value)) {
    const rows = Object.entries(value).map(([name, each]) => [name, cellText(each)]);
    return aligned(rows, [], { ...options, width: Infinity });
  }
  if (!Array.isArray(value)) return `${cellText(value)}\n`;
  if (value.length === 0) return '';
  if (!value.every(isRow)) {
    const rows = value.map((item: unknown) => (Array.isArray(item) ? item.map(cellText) : [cellText(item)]));
    return aligned(rows, [], { ...options, width: Infinity });
  }
  const scalars = scalarColumns(value, options.first);
  // Rows of lists and objects alone are better shown than left out.
  const names = scalars.length > 0 ? scalars : [...new Set(value.flatMap((row) => Object.keys(row)))];
  const rows = value.map((row) =>
    names.map((name) => (isScalar(row[name]) || scalars.length === 0 ? cellText(row[name]) : '')),
  );
  return aligned(rows, names, options);
}

function aligned(
  rows: readonly (readonly string[])[],
  headings: readonly string[],
  { width, heading }: TableOptions,
): string {
  const isWide = width === Infinity;
  const cut = rows.map((row) => row.map((cell) => (isWide ? cell : cutTo(cell, widestCell))));
  const count = Math.max(headings.length, ...cut.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, i) =>
    Math.max(...[headings, ...cut].map((row) => displayWidth(row[i] ?? ''))),
  );
  let shown = 1;
  for (let used = widths[0] ?? 0; shown < count; shown += 1) {
    used += gap.length + (widths[shown] ?? 0);
    if (used > width) break;
  }
  const line = (row: readonly string[]): string =>
    row
      .slice(0, shown)
      .map((cell, i) => (i === shown - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - displayWidth(cell))))
      .join(gap)
      .trimEnd();
  const lines = cut.map(line);
  if (headings.length > 0) lines.unshift(heading(line(headings)));
  return `${lines.join('\n')}\n`;
}

function cutTo(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let shown = '';
  for (const letter of text) {
    if (displayWidth(shown + letter) > width - 1) break;
    shown += letter;
  }
  return `${shown}…`;
}

/** Chinese, Japanese and Korean letters take two columns. */
function displayWidth(text: string): number {
  let width = 0;
  for (const letter of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        letter,
      )
        ? 2
        : 1;
  return width;
}
