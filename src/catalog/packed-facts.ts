import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * The text of a service's facts, deflated and in base64: a seventh of its length. It is kept with the module for as
 * long as the process runs, and read out in less time than Node would take to compile the text as a literal.
 */
export function packFacts(text: string): string {
  // As escapes of JSON, so that the text is ASCII and one byte a character in memory.
  const ascii = text.replace(
    /[\x80-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return deflateRawSync(ascii, { level: 9, memLevel: 9 }).toString('base64');
}

/** The text that {@link packFacts} packed. */
export function unpackFacts(packed: string): string {
  return inflateRawSync(Buffer.from(packed, 'base64')).toString('latin1');
}

/** A module whose default export is a service's facts, packed. */
export function factsModule(text: string): string {
  return `${head}${packFacts(text)}${tail}`;
}

const head = "export default '";
const tail = "';\n";

/** The text of the facts in a module that {@link factsModule} made. */
export function factsIn(module: string): string {
  return unpackFacts(module.slice(head.length, -tail.length));
}
