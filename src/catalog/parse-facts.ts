import type { ServiceFacts } from './types.js';

/**
 * Makes a service's facts of their text, in which each action, shape and resource has a line of its own. A line is
 * parsed when its entry is first asked for: a program needs few of the hundreds that a service has.
 */
export function parseFacts(text: string): ServiceFacts {
  const sections: Record<string, object> = {};
  let others = '';
  let read = 0;
  for (const section of ['actions', 'shapes', 'resources']) {
    const head = `\n"${section}": {\n`;
    const start = text.indexOf(head, read);
    if (start < 0) continue;
    const first = start + head.length;
    const end = text.indexOf('\n}', first);
    sections[section] = entriesOf(text.slice(first, end));
    others += text.slice(read, first);
    read = end;
  }
  return { ...(JSON.parse(others + text.slice(read)) as ServiceFacts), ...sections };
}

/** An object that parses the value of each line, `"Name":{…},`, on demand. */
function entriesOf(lines: string): object {
  // Without a prototype, `constructor` is no action. It is also a hash table from the start, where hundreds of getters
  // on any other object take seconds.
  const entries = Object.create(null) as object;
  let start = 0;
  while (start < lines.length) {
    const newline = lines.indexOf('\n', start);
    const end = newline < 0 ? lines.length : newline;
    const quote = lines.indexOf('":', start);
    const value = lines.slice(quote + 2, lines[end - 1] === ',' ? end - 1 : end);
    defineLazy(entries, lines.slice(start + 1, quote), value);
    start = end + 1;
  }
  return entries;
}

function defineLazy(entries: object, name: string, text: string): void {
  let value: unknown;
  Object.defineProperty(entries, name, {
    configurable: true,
    enumerable: true,
    get: () => (value ??= JSON.parse(text) as unknown),
  });
}
