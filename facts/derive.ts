// Writes to catalog/ what follows from the shapes alone: `npm run facts:derive`. Running it again changes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { serviceNames } from '../src/catalog/load.js';
import type { ItemErrorsFacts, ServiceFacts } from '../src/catalog/types.js';
import { catalogText } from './catalog-text.js';
import { itemErrorsOf } from './item-errors.js';

let derived = 0;
for (const service of serviceNames()) {
  const file = new URL(`../catalog/${service}.json`, import.meta.url);
  const text = readFileSync(file, 'utf8');
  const facts = JSON.parse(text) as ServiceFacts;
  for (const [name, action] of Object.entries(facts.actions) as [
    string,
    { itemErrors?: ItemErrorsFacts },
  ][]) {
    const itemErrors = itemErrorsOf(facts, name);
    delete action.itemErrors;
    if (!itemErrors) continue;
    action.itemErrors = itemErrors;
    derived += 1;
  }
  const whole = catalogText({ ...facts });
  if (whole !== text) writeFileSync(file, whole);
}
console.log(`${derived} actions tell the failures of single items`);
