/** The results as a table of Markdown, a case a line. */
export function tableOf(results) {
  const rows = [
    ['', 'case', 'result', 'seconds', 'note'],
    ...results.map(({ group, name, result, seconds, note }) => [
      group,
      name,
      result,
      seconds.toFixed(1),
      note,
    ]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const [head, ...rest] = rows.map(line);
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest].join('\n');
}
