// Compares the resource types with second sources and writes docs/confirmations.*: `npm run facts:confirm`.
import { writeFileSync } from 'node:fs';
import { findings } from './identity/findings.js';
import { confirmationsJson, confirmationsPage, countStandings } from './identity/report.js';

const found = await findings();
const docs = new URL('../docs/', import.meta.url);
writeFileSync(new URL('confirmations.md', docs), confirmationsPage(found));
writeFileSync(new URL('confirmations.json', docs), confirmationsJson(found.confirmations));
console.log(JSON.stringify(countStandings(found.confirmations)));
