// Writes docs/required.md from facts/evidence/compared.json and the corrections: `npm run facts:compare`.
import { writeFileSync } from 'node:fs';
import { comparedPage } from './compared/page.js';
import { readCompared } from './compared/table.js';

const actions = readCompared();
writeFileSync(new URL('../docs/required.md', import.meta.url), comparedPage(actions));
console.log(
  `${actions.length} actions, ${actions.filter(({ documents }) => documents).length} compared with a document`,
);
