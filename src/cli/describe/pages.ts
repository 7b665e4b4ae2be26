import type { DescribedAction, DescribedResource, DescribedService } from './describe.js';
import type { DescribedMember } from './members.js';

type Style = (text: string) => string;

/** What the facts know, as people read it in a terminal. */
export function servicePage(described: DescribedService, bold: Style): string {
  const { service, signingName, version, resources, actions } = described;
  return page([
    bold(`${service}: ${actions.length} actions, ${resources.length} resources`),
    `API version ${version}, signed as ${signingName}`,
    '',
    bold('Resources'),
    ...lines(resources),
    '',
    bold('Actions'),
    ...lines(actions),
  ]);
}

export function actionPage(described: DescribedAction, bold: Style): string {
  const { service, version, action, isRead, pages, members, answer } = described;
  const kind = isRead ? 'changes nothing' : 'changes things';
  return page([
    bold(`${service} ${action}`),
    `API version ${version}; ${kind}${pages ? '; comes in pages' : ''}`,
    described.page,
    '',
    bold('Members'),
    ...memberLines(members),
    '',
    bold('Answer'),
    ...memberLines(answer),
  ]);
}

export function resourcePage(described: DescribedResource, bold: Style): string {
  const { service, version, resource, word, id, actions, states, parents, create, filters, data } = described;
  const sections = [
    bold(`${service} ${resource}`),
    `API version ${version}; typed as ${word}; addressed by ${id.join(' and ') || 'no id'}`,
    ...(parents.length === 0 ? [] : [`Belongs to ${parents.join(', ')}`]),
    ...(states.length === 0 ? [] : [`States: ${states.join(', ')}`]),
    '',
    bold('Actions'),
    ...Object.entries(actions).map(([way, names]) => `  ${way.padEnd(7)} ${names.join(', ')}`),
  ];
  if (create.length > 0) sections.push('', bold('Members of create'), ...memberLines(create));
  if (filters.length > 0) sections.push('', bold('Filters of list'), ...memberLines(filters));
  if (data.length > 0) sections.push('', bold('Data'), ...memberLines(data));
  return page(sections);
}

function memberLines(members: readonly DescribedMember[]): readonly string[] {
  if (members.length === 0) return ['  none'];
  const width = Math.min(60, Math.max(...members.map(({ name }) => name.length)));
  return members.flatMap(({ name, type, required, range, values, short, description }) => {
    const facts = [required ? `${type}, required` : type];
    if (range !== undefined) facts.push(range);
    if (values !== undefined) facts.push(`one of ${values.join(', ')}`);
    if (short !== undefined) facts.push(`short ${short.map((each) => `--${each}`).join(', ')}`);
    const line = `  ${name.padEnd(width)}  ${facts.join('; ')}`;
    return description === undefined ? [line] : [line, `  ${' '.repeat(width)}  ${description}`];
  });
}

function lines(names: readonly string[]): readonly string[] {
  return names.length === 0 ? ['  none'] : names.map((name) => `  ${name}`);
}

function page(parts: readonly string[]): string {
  return `${parts.join('\n')}\n`;
}
