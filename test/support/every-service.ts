// Tests know the facts of all services, as if each had imported every module. from-source.ts imports this first.
import { readFactsText } from '../../src/catalog/any-service.js';
import { registerSource, serviceNames } from '../../src/catalog/load.js';

for (const name of serviceNames()) registerSource(name, () => readFactsText(name));
