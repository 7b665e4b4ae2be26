import { deflateRawSync } from 'node:zlib';

/** A module whose default export is a service's facts, packed. */
export function factsModule(text: string): string {
  return `export default '${packFacts(text)}';\n`;
}

/** The text of a service's facts, deflated and in base64: a seventh of its length. `unpackFacts()` is its inverse. */
export function packFacts(text: string): string {
  // As escapes of JSON, so that the text is ASCII and one byte a character in memory.
  const ascii = text.replace(
    /[\x80-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return deflateRawSync(ascii, { level: 9, memLevel: 9 }).toString('base64');
}
