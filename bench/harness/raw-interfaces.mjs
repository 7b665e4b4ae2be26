/** A service's shapes as plain interfaces, nothing more: what a user would write down, or generate, without this library. */
export function rawInterfaces({ shapes }) {
  return Object.entries(shapes)
    .map(([name, members]) => {
      const lines = Object.entries(members).map(
        ([member, facts]) => `  ${JSON.stringify(member)}${facts.required ? '' : '?'}: ${typeOf(facts)};`,
      );
      return `export interface ${name} {\n${lines.join('\n')}\n}`;
    })
    .join('\n');
}

function typeOf({ ref, type, items, values }) {
  if (ref !== undefined) return ref;
  if (type === 'list') return `${typeOf(items ?? {})}[]`;
  if (type === 'map') return `Record<string, ${typeOf(values ?? {})}>`;
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'string' || type === 'boolean' ? type : 'unknown';
}
