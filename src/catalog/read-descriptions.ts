import { existsSync, readFileSync } from 'node:fs';
import {
  describeBy,
  type Describe,
  type DescriptionLanguage,
  type DescriptionTexts,
} from './descriptions.js';
import type { ServiceFacts } from './types.js';

/**
 * The descriptions of a service's members, read from the disk. For the command and the repository's own tools: no client
 * needs them.
 */
export function readDescriptions(facts: ServiceFacts, language: DescriptionLanguage): Describe {
  const own = textsOf(facts.name, language);
  return own === undefined
    ? () => undefined
    : describeBy(facts, language, own, textsOf('common', language) ?? {});
}

/** The sentences of one file; undefined where a service has none. */
export function textsOf(name: string, language: DescriptionLanguage): DescriptionTexts | undefined {
  // The repository has them in the catalog, the package beside the command.
  const folder = import.meta.url.endsWith('.ts') ? '../../catalog/descriptions/' : '../descriptions/';
  const file = new URL(`${folder}${name}.${language}.json`, import.meta.url);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DescriptionTexts) : undefined;
}
