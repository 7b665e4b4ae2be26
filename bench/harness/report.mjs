// Results as lines, as JSON, and as the table of the README.
import { readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';

const readme = new URL('../README.md', import.meta.url);

/** One figure for the terminal. */
export function figureLine({ figure, unit, value, beside, budgets }, { judges }) {
  const others = Object.entries(beside).map(([name, other]) => `${name} ${rounded(other)}`);
  const lines = [
    `  ${figure}: ${rounded(value)} ${unit}${others.length > 0 ? ` (${others.join(', ')})` : ''}`,
  ];
  if (judges) for (const each of budgets) lines.push(`    ${each.budget}: ${ratio(each)} ${each.outcome}`);
  return lines.join('\n');
}

/** Writes `results/<date>.json` and the README's table; gives the path of the former. */
export async function writeResults(cases, leftOut) {
  const date = new Date().toISOString().slice(0, 10);
  const machine = {
    node: process.version,
    platform: `${platform()} ${arch()}`,
    cpus: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    // Over the last quarter of an hour: above the number of cores, others were at work too.
    load: loadavg()[2],
  };
  const path = `results/${date}.json`;
  const results = { date, machine, leftOut, cases };
  await writeFile(new URL(`../${path}`, import.meta.url), `${JSON.stringify(results, precise, 1)}\n`);
  const text = await readFile(readme, 'utf8');
  await writeFile(readme, withTable(text, results));
  return `bench/${path}`;
}

function withTable(text, { date, machine, leftOut, cases }) {
  const [before, after] = [text.indexOf('<!-- results -->'), text.indexOf('<!-- end of results -->')];
  if (before === -1 || after === -1)
    throw new Error('bench/README.md has lost the marks between which its results go');
  const { node, platform: system, cpus: count, memoryGb, load } = machine;
  const head = `Of ${date}: Node ${node}, ${system}, ${count} cores, ${memoryGb} GB, load ${rounded(load)}.`;
  const missing = leftOut.length > 0 ? ` Left out: ${leftOut.join(', ')}.` : '';
  const rows = cases.flatMap(({ figures }) => figures.map(tableRow));
  const table = [
    '| figure | measured | beside it | budget | measured against it | |',
    '|---|---|---|---|---|---|',
    ...rows,
  ];
  const profiles = cases.flatMap((each) => Object.entries(each.profiles ?? {})).map(profileTable);
  const made = [head + missing, table.join('\n'), '## Where the time goes', ...profiles].join('\n\n');
  return `${text.slice(0, before)}<!-- results -->\n\n${made}\n\n${text.slice(after)}`;
}

function tableRow({ figure, unit, value, beside, budgets }) {
  const others = Object.entries(beside).map(([name, other]) => `${name} ${rounded(other)}`);
  const cells = [
    figure,
    `${rounded(value)} ${unit}`.trim(),
    others.join('<br>'),
    budgets.map(({ budget }) => budget).join('<br>'),
    budgets.map(ratio).join('<br>'),
    budgets
      .map(({ outcome, cause }) => (cause === undefined ? outcome : `${outcome}: ${cause}`))
      .join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function profileTable([name, rooms]) {
  const most = rooms.filter(({ share }) => share >= 0.01);
  const rows = most.map(({ room, share }) => `| ${room} | ${(share * 100).toFixed(1)} % |`);
  return [`| ${name} | share of CPU |`, '|---|---|', ...rows].join('\n');
}

function ratio({ measured }) {
  return measured === undefined ? '' : rounded(measured);
}

/** Three digits, as much as such measurements are worth. */
function rounded(value) {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

function precise(_, value) {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;
}
