import type { CommandDefinition } from './command.js';
import type { OptionDefinition } from './parse-arguments.js';

export const program = 'volcengine-fluent';

const helpOption: OptionDefinition = { name: 'help', short: 'h', help: 'Show this' };

/** The help of the program: its commands. */
export function programHelp(commands: readonly CommandDefinition[]): string {
  return [
    `Usage: ${program} COMMAND [options]`,
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Options:',
    ...columns([
      ['-h, --help', 'Show this, or the help of a command'],
      ['--version', 'Show the version'],
    ]),
    '',
    'Exit status: 0 done, 1 failed here, 2 not understood, 3 refused by the service, 4 not found, 5 no answer.',
    '',
  ].join('\n');
}

/** The help of one command. */
export function commandHelp({ name, summary, usage, options, notes, examples }: CommandDefinition): string {
  const lines = [
    `Usage: ${[program, name, usage].filter((part) => part !== '').join(' ')} [options]`,
    '',
    summary,
  ];
  if (notes !== undefined) lines.push('', ...notes);
  lines.push('', 'Options:', ...columns([...options, helpOption].map((each) => [flags(each), each.help])));
  if (examples !== undefined) lines.push('', 'Examples:', ...examples.map((each) => `  ${program} ${each}`));
  return [...lines, ''].join('\n');
}

function flags({ name, short, value }: OptionDefinition): string {
  const typed = value === undefined ? `--${name}` : `--${name} <${value}>`;
  return short === undefined ? typed : `-${short}, ${typed}`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
