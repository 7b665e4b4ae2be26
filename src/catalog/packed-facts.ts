import { inflateRawSync } from 'node:zlib';

/**
 * The text of a service's facts from its packed form, deflated and in base64. That takes less time than Node would take
 * to compile the text as a literal, and the module keeps a seventh of it.
 */
export function unpackFacts(packed: string): string {
  return inflateRawSync(Buffer.from(packed, 'base64')).toString('latin1');
}

/** The text of the facts in a module of `dist/facts/`. */
export function factsIn(module: string): string {
  return unpackFacts(module.slice(module.indexOf("'") + 1, module.lastIndexOf("'")));
}
