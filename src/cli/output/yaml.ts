/** A value as YAML: block style, every string that could be read as something else quoted. */
export function toYaml(value: unknown): string {
  return `${block(value, '').replace(/^\n/, '')}\n`;
}

/** One item of a YAML list; the items of a list can be printed one by one. */
export function toYamlItem(value: unknown): string {
  return `${listItem(value, '')}\n`;
}

/** What stands after `key:` or `-`: begins with a line break or a space where it is no scalar of its own. */
function block(value: unknown, indent: string): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `\n${value.map((item) => listItem(item, indent)).join('\n')}`;
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    if (entries.length === 0) return '{}';
    return `\n${entries.map(([key, each]) => `${indent}${scalar(key)}:${spaced(block(each, `${indent}  `))}`).join('\n')}`;
  }
  return scalar(value);
}

function listItem(value: unknown, indent: string): string {
  const inner = block(value, `${indent}  `);
  // The first line of what is nested stands beside the dash.
  return `${indent}-${inner.startsWith('\n') ? ` ${inner.slice(1 + indent.length + 2)}` : ` ${inner}`}`;
}

function spaced(text: string): string {
  return text.startsWith('\n') ? text : ` ${text}`;
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : JSON.stringify(value);
  return value === undefined ? 'null' : String(value);
}

/** Whether a string stays a string without quotes: letters first, nothing that YAML 1.1 or 1.2 reads otherwise. */
function isPlain(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !/^(true|false|yes|no|on|off|y|n|null)$/i.test(text);
}
