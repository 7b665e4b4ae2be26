// Sorts the mutants that no test noticed: those that are listed as equal in effect, and the others.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { equal } from './equal.mjs';

/**
 * Counts an area's mutants. `unlisted` names the survivors that equal.mjs does not list, `wrong` its entries of these
 * files that no survivor has: the mutant is noticed, or no longer there.
 */
export function sorted(results) {
  const of = (...states) => results.filter(({ status }) => states.includes(status));
  const noticed = of('Killed', 'Timeout').length;
  const survivors = of('Survived', 'NoCoverage');
  const files = new Set(results.map(fileOf));
  const entries = equal.filter(({ file }) => files.has(file));
  const wrong = new Set(
    entries.flatMap(({ file, mutants }) => mutants.map((mutant) => `${file}: ${mutant}`)),
  );
  const unlisted = [];
  for (const survivor of survivors) {
    const file = fileOf(survivor);
    const { text, line } = described(survivor);
    const listed = entries.flatMap((entry) => (entry.file === file ? entry.mutants : []));
    const found = listed.filter((mutant) => isSame(mutant, text, line));
    for (const mutant of found) wrong.delete(`${file}: ${mutant}`);
    if (found.length === 0) unlisted.push(`${file}:${survivor.location.start.line}: ${text}`);
  }
  const total = noticed + survivors.length;
  return { total, noticed, equal: survivors.length - unlisted.length, unlisted, wrong: [...wrong] };
}

/** An entry is `from → to`; what stands before ` :: ` must be in the line too, where the same mutant is in several. */
function isSame(mutant, text, line) {
  const [where, what] = mutant.includes(' :: ') ? mutant.split(' :: ') : ['', mutant];
  return what === text && line.includes(where);
}

/** What a mutant changes as `from → to`, in one line, and the line of the source that it begins in. */
function described({ fileName, location: { start, end }, replacement }) {
  const lines = readFileSync(fileName, 'utf8').split('\n');
  const taken = lines.slice(start.line - 1, end.line);
  taken[taken.length - 1] = taken.at(-1).slice(0, end.column - 1);
  taken[0] = taken[0].slice(start.column - 1);
  const short = (text) => text.replace(/\s+/g, ' ').trim().slice(0, 90).trim();
  return { text: `${short(taken.join(' '))} → ${short(replacement)}`, line: lines[start.line - 1] };
}

function fileOf({ fileName }) {
  return relative(process.cwd(), fileName);
}
