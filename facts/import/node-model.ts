import type { Problem, SdkMember, SdkShape } from './sdk.js';

/** What a type file of the Node SDK declares: its interface and the allowed values of its enums. */
export interface NodeModel {
  readonly name: string;
  readonly shape: SdkShape;
}

interface Report {
  (index: number, message: string): void;
}

/** Reads the interface of a type file of the Node SDK; undefined when the file has none. */
export function parseNodeModel(file: string, text: string, problems: Problem[]): NodeModel | undefined {
  const lines = text.split('\n');
  const report: Report = (index, message) => void problems.push({ file, line: index + 1, message });
  const enums = readEnums(lines, report);
  let found: NodeModel | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const name = /^export interface (\w+) \{/.exec(line)?.[1];
    if (name !== undefined) {
      if (found) report(index, `a second interface, ${name}`);
      else found = { name, shape: readMembers(lines, index + 1, enums, report) };
    } else if (line.startsWith('export ') && !line.startsWith('export enum ')) {
      report(index, `unknown declaration: ${line}`);
    }
  }
  if (!found) report(0, 'no interface');
  return found;
}

function readEnums(lines: readonly string[], report: Report): Map<string, (string | number)[]> {
  const enums = new Map<string, (string | number)[]>();
  lines.forEach((line, index) => {
    const name = /^export enum (\w+) \{/.exec(line)?.[1];
    if (name === undefined) return;
    const values: (string | number)[] = [];
    for (let at = index + 1; at < lines.length && (lines[at] ?? '').trim() !== '}'; at += 1) {
      const entry = (lines[at] ?? '').trim().replace(/,$/, '');
      const value = /^[^=]+ = '(.*)'$/.exec(entry)?.[1] ?? /^[^=]+ = "(.*)"$/.exec(entry)?.[1];
      const number = /^[^=]+ = (-?\d+(?:\.\d+)?)$/.exec(entry)?.[1];
      if (value !== undefined) values.push(value);
      else if (number !== undefined) values.push(Number(number));
      else if (entry !== '') report(at, `unknown value of an enum: ${entry}`);
    }
    enums.set(name, values);
  });
  return enums;
}

function readMembers(
  lines: readonly string[],
  from: number,
  enums: ReadonlyMap<string, (string | number)[]>,
  report: Report,
): SdkShape {
  const shape: SdkShape = {};
  let inComment = false;
  for (let index = from; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').trim();
    if (inComment || line.startsWith('/*')) {
      inComment = !line.endsWith('*/');
      continue;
    }
    if (line === '}') return shape;
    if (line === '') continue;
    const match = /^(?:'([^']+)'|"([^"]+)"|(\w+))(\?)?: (.+);$/.exec(line);
    const member = match && typeOf(match[5] ?? '', enums);
    const name = match?.[1] ?? match?.[2] ?? match?.[3];
    if (!member || name === undefined) report(index, `unknown member: ${line}`);
    else {
      if (match[4] === undefined) member.required = true;
      shape[name] = member;
    }
  }
  report(from, 'the interface does not end');
  return shape;
}

const scalars: Readonly<Record<string, string>> = {
  string: 'string',
  // One type for integers and fractions: the merge tells them apart.
  number: 'number',
  boolean: 'boolean',
  any: 'any',
  object: 'any',
  unknown: 'any',
};

function typeOf(text: string, enums: ReadonlyMap<string, (string | number)[]>): SdkMember | undefined {
  const scalar = scalars[text];
  if (scalar !== undefined) return { type: scalar };
  const list = /^Array<(.*)>$/.exec(text)?.[1];
  if (list !== undefined) {
    const items = typeOf(list, enums);
    if (!items) return undefined;
    const { enum: values, ...plain } = items;
    return { ...(values && { enum: values }), items: plain, type: 'list' };
  }
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(text)?.[1];
  if (map !== undefined) {
    const values = typeOf(map, enums);
    return values && { type: 'map', values };
  }
  const values = enums.get(text);
  if (values) return { enum: values, type: typeof values[0] === 'number' ? 'number' : 'string' };
  return /^[A-Za-z_]\w*$/.test(text) ? { ref: text } : undefined;
}
