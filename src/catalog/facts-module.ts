/** A module whose default export is a service's facts: one string in single quotes, since the text has none and many double ones. */
export function factsModule(text: string): string {
  const quoted = text.replace(/[\\'\n\r\u2028\u2029]|[^\x20-\x7e]/g, escapeOf);
  return `${head}${quoted}${tail}`;
}

const head = "export default '";
const tail = "';\n";

function escapeOf(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\\' || character === "'") return `\\${character}`;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The text of the facts in a module that {@link factsModule} made. */
export function factsIn(module: string): string {
  return module
    .slice(head.length, -tail.length)
    .replace(/\\(?:u([\da-f]{4})|(.))/g, (_, code: string | undefined, character: string) => {
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      return character === 'n' ? '\n' : character;
    });
}
