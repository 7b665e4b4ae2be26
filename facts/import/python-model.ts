import type { Problem, SdkMember, SdkShape } from './sdk.js';

interface ModelText {
  readonly name: string;
  readonly shape: SdkShape;
}

type Dictionary = Map<string, { readonly value: string; readonly line: number }>;

/** Reads the classes of a model file of the Python SDK: mostly one, and several in the files named `models.py`. */
export function parsePythonModels(file: string, text: string, problems: Problem[]): ModelText[] {
  const lines = text.split('\n');
  const report: Report = (index, message) => void problems.push({ file, line: index + 1, message });
  const starts = lines.flatMap((line, index) => (line.startsWith('class ') ? [index] : []));
  if (starts.length === 0) report(0, 'no class');
  return starts.flatMap((start, at) => readClass(lines, start, starts[at + 1] ?? lines.length, report) ?? []);
}

function readClass(
  lines: readonly string[],
  start: number,
  end: number,
  report: Report,
): ModelText | undefined {
  const name = /^class (\w+)\(/.exec(lines[start] ?? '')?.[1];
  const types = readDictionary(lines, start, end, 'swagger_types', report);
  const wireNames = readDictionary(lines, start, end, 'attribute_map', report);
  if (name === undefined || !types || !wireNames) {
    report(start, 'a class without a name, swagger_types or attribute_map');
    return undefined;
  }
  const members = new Map<string, SdkMember>();
  const shape: SdkShape = {};
  for (const [attribute, { value, line }] of types) {
    const wireName = wireNames.get(attribute)?.value;
    const member = typeOf(value);
    if (wireName === undefined) report(line, `no wire name of ${attribute}`);
    else if (!member) report(line, `unknown type ${value}`);
    else {
      shape[wireName] = member;
      members.set(attribute, member);
    }
  }
  for (let index = start; index < end; index += 1) {
    const attribute = /^ {4}@(\w+)\.setter$/.exec(lines[index] ?? '')?.[1];
    const member = attribute === undefined ? undefined : members.get(attribute);
    if (member && attribute !== undefined) readSetter(lines, index + 1, end, attribute, member, report);
  }
  return { name, shape };
}

type Report = (index: number, message: string) => void;

/** A dictionary of strings, on one line or with a line for each entry. */
function readDictionary(
  lines: readonly string[],
  start: number,
  end: number,
  name: string,
  report: Report,
): Dictionary | undefined {
  const head = lines.findIndex(
    (line, index) => index > start && index < end && line.startsWith(`    ${name} = {`),
  );
  if (head < 0) return undefined;
  const entries: Dictionary = new Map();
  for (let index = head; index < end; index += 1) {
    const line = (lines[index] ?? '').replace(`    ${name} = {`, '').trim();
    const text = line.replace(/}$/, '').replace(/,$/, '');
    for (const entry of text === '' ? [] : text.split(/(?<='), (?=')/)) {
      const match = /^'([^']+)': '([^']*)'$/.exec(entry);
      if (match?.[1] === undefined || match[2] === undefined)
        report(index, `not an entry of ${name}: ${entry}`);
      else entries.set(match[1], { value: match[2], line: index });
    }
    if (line.endsWith('}')) return entries;
  }
  report(head, `${name} does not end`);
  return entries;
}

const scalars: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  object: 'any',
};

function typeOf(text: string): SdkMember | undefined {
  const scalar = scalars[text];
  if (scalar !== undefined) return { type: scalar };
  const list = /^list\[(.*)\]$/.exec(text)?.[1];
  if (list !== undefined) {
    const items = typeOf(list);
    return items && { items, type: 'list' };
  }
  const map = /^dict\(str, (.*)\)$/.exec(text)?.[1];
  if (map !== undefined) {
    const values = typeOf(map);
    return values && { type: 'map', values };
  }
  return /^[A-Za-z]\w*$/.test(text) ? { ref: text } : undefined;
}

/** Takes over what a setter checks; a statement of any other form is a problem. */
function readSetter(
  lines: readonly string[],
  from: number,
  end: number,
  attribute: string,
  member: SdkMember,
  report: Report,
): void {
  let inDocumentation = false;
  for (let index = from + 1; index < end; index += 1) {
    let line = (lines[index] ?? '').replace(/ {2}# noqa: E501$/, '').trim();
    if (/^self\._\w+ = (\w+)$/.exec(line)?.[1] === attribute) return;
    if (inDocumentation || line.startsWith('"""')) {
      const quotes = line.split('"""').length - 1;
      if (quotes === 1) inDocumentation = !inDocumentation;
      continue;
    }
    if (line === '' || /^'[^']*'$/.test(line)) continue;
    while (line.startsWith('if (') && !line.endsWith(':') && index + 1 < lines.length) {
      index += 1;
      line += ` ${(lines[index] ?? '').replace(/ {2}# noqa: E501$/, '').trim()}`;
    }
    if (line.startsWith('raise ')) {
      while (depthOf(line) > 0 && index + 1 < lines.length) {
        index += 1;
        line += (lines[index] ?? '').replace(/ {2}# noqa: E501$/, '');
      }
      continue;
    }
    if (!readCheck(line, attribute, member)) report(index, `unknown statement in a setter: ${line}`);
  }
  report(from, `the setter of ${attribute} does not end`);
}

/** Brackets left open, those inside of string literals not counted. */
function depthOf(line: string): number {
  const code = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '');
  return code.split('(').length - code.split(')').length;
}

const validation = 'self._configuration.client_side_validation';

/** Reads one check into the member; false when it is none that is known. */
function readCheck(line: string, attribute: string, member: SdkMember): boolean {
  if (line.startsWith('allowed_values = [')) {
    const values = readValues(line.slice('allowed_values = '.length));
    if (!values) return false;
    member.enum = values;
    return true;
  }
  const condition = /^if \(?(.*?)\)?:$/.exec(line)?.[1];
  if (condition === undefined || !condition.startsWith(`${validation} and `)) return false;
  const rest = condition.slice(validation.length + 5);
  if (rest === `${attribute} is None`) {
    member.required = true;
    return true;
  }
  if (rest.startsWith(`${attribute} not in allowed_values`)) return true;
  if (rest.startsWith(`not set(${attribute}`) && rest.includes('.issubset(set(allowed_values)')) return true;
  return readBound(rest.replace(`${attribute} is not None and `, ''), attribute, member);
}

function readBound(text: string, attribute: string, member: SdkMember): boolean {
  const match = /^(len\()?(\w+)\)? ([<>]) (-?[\d.]+(?:e[+-]?\d+)?)$/i.exec(text);
  if (!match || match[2] !== attribute) return false;
  const bound = Number(match[4]);
  const isLength = match[1] !== undefined;
  if (match[3] === '>') member[isLength ? 'maxLength' : 'maximum'] = bound;
  else member[isLength ? 'minLength' : 'minimum'] = bound;
  return true;
}

function readValues(text: string): (string | number)[] | undefined {
  try {
    return JSON.parse(text) as (string | number)[];
  } catch {
    return undefined;
  }
}
