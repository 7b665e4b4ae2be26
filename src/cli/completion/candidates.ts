import { settersOf } from '../../builders/setters.js';
import { loadShared, serviceNames } from '../../catalog/load.js';
import { pluralName } from '../../catalog/names.js';
import type { MemberFacts, ServiceFacts } from '../../catalog/types.js';
import type { CommandDefinition } from '../command.js';
import { commands } from '../commands.js';
import { findAction } from '../lookup/find-action.js';
import { findResourceType, resourceWord } from '../lookup/find-resource-type.js';
import { findService } from '../lookup/find-service.js';
import { statesOf } from '../states.js';
import type { OptionDefinition } from '../parse-arguments.js';
import { findMember } from '../request/members.js';
import { shells } from './scripts.js';

/** One way to go on with a command line. */
export interface Candidate {
  readonly value: string;
  readonly description?: string | undefined;
}

/** What was typed so far, split into what completion needs to know. */
interface Typed {
  readonly command: CommandDefinition;
  readonly positionals: readonly string[];
  /** The option or member that the word under the cursor is the value of. */
  readonly flag: string | undefined;
  readonly current: string;
}

const wellKnownRegions = [
  'cn-beijing',
  'cn-beijing2',
  'cn-shanghai',
  'cn-guangzhou',
  'cn-hongkong',
  'ap-southeast-1',
];

/**
 * What can stand at the end of a command line. Reads the facts of one service at the most, and makes no call.
 *
 * @param words - the words after the program's name; the last one is what is being typed, and may be empty
 */
export function candidatesFor(words: readonly string[]): readonly Candidate[] {
  const current = words.at(-1) ?? '';
  const [name] = words;
  if (words.length <= 1) return startingWith(current, commandCandidates());
  const command = commands.find((each) => each.name === name);
  if (command === undefined) return [];
  return startingWith(current, candidatesOf(readTyped(command, words.slice(1))));
}

function commandCandidates(): readonly Candidate[] {
  return commands.map((each) => ({ value: each.name, description: each.summary }));
}

function readTyped(command: CommandDefinition, words: readonly string[]): Typed {
  const before = words.slice(0, -1);
  const positionals: string[] = [];
  let flag: string | undefined;
  for (const word of before) {
    if (/^--?[a-zA-Z]/.test(word)) flag = takesValue(command, word) ? word : undefined;
    else if (flag !== undefined) flag = undefined;
    else positionals.push(word);
  }
  return { command, positionals, flag, current: words.at(-1) ?? '' };
}

function takesValue(command: CommandDefinition, word: string): boolean {
  if (word.includes('=')) return false;
  const option = optionOf(command, word);
  return option === undefined ? command.takesMembers === true : option.value !== undefined;
}

function optionOf({ options }: CommandDefinition, word: string): OptionDefinition | undefined {
  return options.find(({ name, short }) => word === `--${name}` || word === `-${short}`);
}

function candidatesOf(typed: Typed): readonly Candidate[] {
  const { command, flag, current, positionals } = typed;
  const facts = factsOf(positionals[0]);
  if (flag !== undefined) {
    const option = optionOf(command, flag);
    return option === undefined ? memberValues(typed, facts, flag) : optionValues(option, facts);
  }
  if (current.startsWith('-')) return [...optionCandidates(typed), ...memberCandidates(typed, facts)];
  return positionalCandidates(typed, facts);
}

function factsOf(service: string | undefined): ServiceFacts | undefined {
  try {
    return service === undefined ? undefined : findService(service);
  } catch {
    return undefined;
  }
}

function optionCandidates({ command }: Typed): readonly Candidate[] {
  const help = { value: '--help', description: 'Show the help of this command' };
  return [
    ...command.options.map(({ name, help: text }) => ({ value: `--${name}`, description: text })),
    help,
  ];
}

function optionValues(
  { name, choices }: OptionDefinition,
  facts: ServiceFacts | undefined,
): readonly Candidate[] {
  if (choices !== undefined) return values(choices);
  if (name === 'region') return values(regions());
  if (name === 'services') return values(serviceNames());
  if (name === 'by' && facts !== undefined) return values(Object.keys(facts.actions));
  return [];
}

function positionalCandidates(
  { command, positionals }: Typed,
  facts: ServiceFacts | undefined,
): readonly Candidate[] {
  const [first = ''] = command.usage.split(' ');
  if (first === 'bash|zsh|fish') return positionals.length === 0 ? values(shells) : [];
  if (first === '[list]') return positionals.length === 0 ? values(['list']) : [];
  if (first !== 'SERVICE') return [];
  if (positionals.length === 0) return serviceNames().map((value) => ({ value }));
  if (facts === undefined) return [];
  if (positionals.length === 1) return secondWords(command, facts);
  if (command.name !== 'wait') return [];
  const resourceType = findResourceType(facts, positionals[1] ?? '');
  const ids = facts.resources[resourceType ?? '']?.id?.identity?.length ?? 1;
  return resourceType !== undefined && positionals.length === 2 + ids
    ? values([...statesOf(facts, resourceType), 'gone'])
    : [];
}

function secondWords({ name }: CommandDefinition, facts: ServiceFacts): readonly Candidate[] {
  const actions = (): readonly Candidate[] => values(Object.keys(facts.actions));
  const types = (): readonly Candidate[] => {
    const names = Object.keys(facts.resources);
    return values(
      names.map((resourceType) => resourceWord(name === 'list' ? pluralName(resourceType) : resourceType)),
    );
  };
  if (name === 'call') return actions();
  return name === 'describe' ? [...types(), ...actions()] : types();
}

/** The members of the request that is being typed, a level at a time: `--Volumes.1.` has those of a volume. */
function memberCandidates(typed: Typed, facts: ServiceFacts | undefined): readonly Candidate[] {
  const shape = facts && requestShape(typed, facts);
  if (facts === undefined || shape === undefined) return [];
  const steps = typed.current.replace(/^--?/, '').split('.').slice(0, -1);
  const at = steps.length === 0 ? { ref: shape } : memberAt(facts, shape, steps);
  const inner = at?.ref === undefined ? undefined : facts.shapes[at.ref];
  const prefix = steps.length === 0 ? '--' : `--${steps.join('.')}.`;
  const members = Object.entries(inner ?? {}).map(([wire, member]) => ({
    value: `${prefix}${wire}${innerStep(member)}`,
    description: member.required === true ? 'required' : undefined,
  }));
  // Short names begin with a lower case letter: they are for who begins to type one.
  const isShort = /^[a-z]/.test(typed.current.slice(prefix.length));
  return isShort ? [...members, ...shortCandidates(facts, at?.ref, prefix)] : members;
}

function shortCandidates(
  facts: ServiceFacts,
  shape: string | undefined,
  prefix: string,
): readonly Candidate[] {
  return settersOf(facts, shape ?? '')
    .filter(({ name, how, canonical }) => how === 'set' && name !== canonical)
    .map(({ name, wire, value }) => ({
      value: `${prefix}${name}${innerStep(value)}`,
      description: `short for ${wire}`,
    }));
}

/** What follows a member that has members: a place in a list, a name. */
function innerStep({ ref, items }: MemberFacts): string {
  if (ref !== undefined) return '.';
  return items?.ref === undefined ? '' : '.1.';
}

function memberValues(typed: Typed, facts: ServiceFacts | undefined, flag: string): readonly Candidate[] {
  const shape = facts && requestShape(typed, facts);
  if (facts === undefined || shape === undefined) return [];
  const name = flag.replace(/^--/, '');
  const member = memberAt(facts, shape, name.split('.'));
  const known = member?.enum ?? member?.items?.enum;
  if (known !== undefined) return values(known.map(String));
  if (member?.type === 'boolean') return values(['true', 'false']);
  if (/(^|\.)Region(Id)?$/i.test(name)) return values(regions());
  // A list's status filter may have its states on the resource alone.
  const resourceType = findResourceType(facts, typed.positionals[1] ?? '');
  return resourceType !== undefined && /^status$/i.test(name) ? values(statesOf(facts, resourceType)) : [];
}

function memberAt(facts: ServiceFacts, shape: string, steps: readonly string[]): MemberFacts | undefined {
  let member: MemberFacts | undefined = { ref: shape };
  for (const step of steps) {
    if (member?.type === 'list') member = member.items;
    else if (member?.type === 'map') member = member.values;
    else member = member?.ref === undefined ? undefined : findMember(facts, member.ref, step)?.facts;
  }
  return member;
}

/** The shape of the request that a command fills. */
function requestShape({ command, positionals }: Typed, facts: ServiceFacts): string | undefined {
  const [, word] = positionals;
  if (word === undefined || command.takesMembers !== true) return undefined;
  const { resources, actions } = facts;
  const resourceType = findResourceType(facts, word);
  const { create, list, update, delete: removal } = resources[resourceType ?? ''] ?? {};
  const byCommand: Readonly<Record<string, string | undefined>> = {
    call: findAction(facts, word),
    create: create?.action,
    list: list?.action,
    update: update?.[0],
    delete: removal?.action,
  };
  return actions[byCommand[command.name] ?? '']?.input;
}

function regions(): readonly string[] {
  const { bootstrapRegions } = loadShared<{ readonly bootstrapRegions: readonly string[] }>('endpoints');
  return [...wellKnownRegions, ...bootstrapRegions];
}

function values(all: readonly string[]): readonly Candidate[] {
  return all.map((value) => ({ value }));
}

function startingWith(current: string, all: readonly Candidate[]): readonly Candidate[] {
  const wanted = current.toLowerCase();
  return all.filter(({ value }) => value.toLowerCase().startsWith(wanted));
}
