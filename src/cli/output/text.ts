import { cellText, isRow, scalarColumns } from './columns.js';

/** Values as lines for other programs: one line an item, its members or parts apart by a tab. */
export function toText(value: unknown, first: readonly string[] = []): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item: unknown) => line(item, first)).join('');
  return line(value, first);
}

function line(item: unknown, first: readonly string[]): string {
  const cells = isRow(item)
    ? scalarColumns([item], first).map((name) => cellText(item[name]))
    : Array.isArray(item)
      ? item.map(cellText)
      : [cellText(item)];
  return `${cells.join('\t')}\n`;
}
