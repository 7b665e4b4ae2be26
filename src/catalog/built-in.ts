// What every program has, whichever services it imports. From source it is read from the repository, as here; the build
// puts a module with the values themselves in the place of this one, so that nothing is read at run time.
import { readdirSync, readFileSync } from 'node:fs';
import { engineCalls, type EngineService } from './engine-calls.js';
import { extractFacts } from './extract.js';
import type { ServiceFacts } from './types.js';

const root = new URL('../../', import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The version of this package. */
export const packageVersion: string = (JSON.parse(textOf('package.json')) as { version: string }).version;

/** Of all services, sorted: module name, signing name and version, a service a line. */
export const serviceHeads: string = readdirSync(new URL('catalog/', root))
  .filter((file) => file.endsWith('.json') && file !== 'sources.json')
  .sort()
  .map((file) => {
    const text = textOf(`catalog/${file}`);
    const member = (name: string) => new RegExp(`"${name}": "([^"]+)"`).exec(text)?.[1];
    return `${member('name')} ${member('service')} ${member('version')}`;
  })
  .join('\n');

/** Facts that no single service owns, as the text of `catalog/shared/<name>.json`. */
export const sharedFacts: Readonly<Record<'endpoints' | 'errors', string>> = {
  endpoints: textOf('catalog/shared/endpoints.json'),
  errors: textOf('catalog/shared/errors.json'),
};

/** The facts of the actions that resources call themselves, as text. */
export const engineFactsTexts = Object.fromEntries(
  Object.entries(engineCalls).map(([service, actions]) => {
    const facts = JSON.parse(textOf(`catalog/${service}.json`)) as ServiceFacts;
    return [service, JSON.stringify(extractFacts(facts, actions))];
  }),
) as Readonly<Record<EngineService, string>>;
