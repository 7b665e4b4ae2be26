// Prints how many actions of each service are reachable through a resource; the rest are client.action(…) away.
// --missing lists the others by name, --write stores them for the test that fails when one more is lost.
// --cycle goes through the life of every full resource against the local cloud instead; --write makes docs/resource-cycle.md of it.
import { writeFileSync } from 'node:fs';
import { anyService } from '../src/catalog/any-service.js';
import { serviceNames } from '../src/catalog/load.js';
import { uncoveredActions } from '../codegen/coverage.js';
import { cycleReport, runCycles } from '../test/resources/cycle-report.js';

const flags = new Set(process.argv.slice(2));
const known = ['--missing', '--write', '--cycle'];
const wrong = [...flags].find((flag) => !known.includes(flag));
if (wrong !== undefined) {
  console.error(`There is no option ${wrong}; there are ${known.join(', ')}`);
  process.exit(2);
}

if (flags.has('--cycle')) await reportCycles();
else reportReach();

async function reportCycles(): Promise<void> {
  const report = cycleReport(await runCycles());
  console.log(report);
  if (flags.has('--write')) writeFileSync(new URL('../docs/resource-cycle.md', import.meta.url), report);
}

function reportReach(): void {
  const rows = serviceNames().map((name) => {
    const facts = anyService(name);
    const missing = uncoveredActions(facts);
    const operations = missing.filter((action) => facts.operations.includes(action)).length;
    return { name, actions: Object.keys(facts.actions).length, missing, operations };
  });
  const head = ['actions', 'reachable', '', 'of no resourceType', 'others'];
  console.log(`${'service'.padEnd(26)}${head.map((each) => each.padStart(11)).join('')}`);
  let [actions, missing, operations] = [0, 0, 0];
  for (const row of rows) {
    console.log(line(row.name, row.actions, row.missing.length, row.operations));
    if (flags.has('--missing')) for (const action of row.missing) console.log(`    ${action}`);
    actions += row.actions;
    missing += row.missing.length;
    operations += row.operations;
  }
  console.log(line('total', actions, missing, operations));
  if (!flags.has('--write')) return;
  const uncovered = Object.fromEntries(
    rows.filter((row) => row.missing.length > 0).map((row) => [row.name, row.missing]),
  );
  const file = new URL('../test/resources/coverage.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify({ actions, uncovered }, undefined, 1)}\n`);
}

function line(name: string, actions: number, missing: number, operations: number): string {
  const share = actions === 0 ? '' : `${((100 * (actions - missing)) / actions).toFixed(1)} %`;
  const cells = [actions, actions - missing, share, operations, missing - operations];
  return name.padEnd(26) + cells.map((cell) => String(cell).padStart(11)).join('');
}
