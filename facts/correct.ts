// Applies facts/corrections/ to catalog/: `npm run facts:correct`. What is corrected already stays as it is.
import { readFileSync, writeFileSync } from 'node:fs';
import type { ServiceFacts } from '../src/catalog/types.js';
import { catalogText } from './catalog-text.js';
import { applyCorrections, correctedServices, readCorrections } from './corrections.js';
import { inOrder } from './rules/order.js';

for (const service of correctedServices()) {
  const file = new URL(`../catalog/${service}.json`, import.meta.url);
  const text = readFileSync(file, 'utf8');
  const facts = JSON.parse(text) as ServiceFacts;
  const corrections = readCorrections(service);
  applyCorrections(facts, corrections);
  const corrected = catalogText({ ...facts, resources: inOrder(facts.resources) });
  if (corrected !== text) writeFileSync(file, corrected);
  console.log(
    `${service}: ${corrections.length} corrections${corrected === text ? '' : ', catalog changed'}`,
  );
}
