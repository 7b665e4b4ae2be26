/** What an action does to the resources that its noun names. */
export type ActionRole = 'create' | 'read' | 'update' | 'delete' | 'other';

/** An action's name in its parts. */
export interface ActionWords {
  readonly verb: string;
  /** The rest of the name, as it is written. */
  readonly noun: string;
  readonly role: ActionRole;
}

const roles: Readonly<Record<Exclude<ActionRole, 'other'>, readonly string[]>> = {
  create:
    'Create Add Upload Import Install Put Run Allocate Save Register Apply Purchase Insert Build Launch Provision'.split(
      ' ',
    ),
  read: 'Describe Desc Get List Query Search Lookup Detail'.split(' '),
  update: 'Update Modify Edit Upd Alter'.split(' '),
  delete:
    'Delete Del Remove Release Terminate Uninstall Drop Destroy Deregister Unregister Withdraw Deprovision'.split(
      ' ',
    ),
};

const roleOfVerb = new Map<string, ActionRole>(
  (Object.keys(roles) as (keyof typeof roles)[]).flatMap((role) =>
    roles[role].map((verb): [string, ActionRole] => [verb.toLowerCase(), role]),
  ),
);

/** Splits a name into words: `DescribeVpcAttributes` into three, `CreateDBInstance` into `Create`, `DB`, `Instance`. */
export function wordsOf(name: string): string[] {
  return name.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+|[^A-Za-z\d]+/g) ?? [name];
}

/**
 * Splits an action's name. The verb comes first, after `Batch` where it stands; in names such as `ProjectTaskDelete` it
 * is the known verb furthest to the end.
 */
export function splitAction(action: string): ActionWords {
  const words = wordsOf(action.replace(ownPrefix, ''));
  const first = words[0] === 'Batch' && words.length > 2 ? 1 : 0;
  const known = (at: number): ActionRole | undefined => roleOfVerb.get((words[at] ?? '').toLowerCase());
  let at = first;
  if (!known(first)) {
    const inner = words.findLastIndex(
      (word, index) => index > first && isUpper(word) && known(index) !== undefined,
    );
    if (inner > 0 && nounFirst.has(words[0] ?? '')) at = inner;
  }
  const verb = words[at] ?? action;
  const noun = words.filter((_, index) => index !== at && !(first === 1 && index === 0)).join('');
  return { verb: verb.charAt(0).toUpperCase() + verb.slice(1), noun, role: known(at) ?? 'other' };
}

/** First words of services that name their actions noun first. */
const nounFirst = new Set([
  'Video',
  'Project',
  'Document',
  'Memory',
  'Certificate',
  'Number',
  'Asset',
  'Term',
]);

/** Prefixes that name the part of a service and say nothing of the type. */
const ownPrefix = /^(?:DTSOpen|MS|DM)(?=[A-Z][a-z])/;

function isUpper(word: string): boolean {
  return /^[A-Z]/.test(word);
}

const endings = /(?:APIV\d|API|V\d)$/;
const parts = /(?:ByIds|Attributes|Attribute|Details|Detail|Infos|Information|Info|Lists|List)$/;

/**
 * The name of the resource type that a noun of an action stands for: singular, without words such as `Attributes`.
 *
 * @param known types that are created or deleted under their whole name: `AllowList` is one
 */
export function resourceTypeOf(noun: string, known: ReadonlySet<string> = new Set()): string {
  const name = noun.replace(endings, '');
  if (known.has(singular(name))) return singular(name);
  const bare = name.replace(parts, '');
  return singular(bare === '' ? name : bare);
}

/** Whether a noun names several: it is plural or ends in `List`. */
export function isPlural(noun: string): boolean {
  const name = noun.replace(endings, '');
  return singular(name) !== name || /[a-z]List$/.test(name);
}

const unchanged = /(?:ss|us|is|tistics|lytics|[A-Z]s|S|Dns|Ops|ttps|Ebs|Tls|Alias)$/;

/** The singular of a noun's last word. */
export function singular(noun: string): string {
  if (/[a-z]ies$/.test(noun)) return /(?:Series|Movies|Cookies)$/.test(noun) ? noun : `${noun.slice(0, -3)}y`;
  if (/(?:sses|ches|shes|xes|zes|uses)$/.test(noun)) return noun.slice(0, -2);
  if (!/s$/.test(noun) || unchanged.test(noun)) return noun;
  return noun.slice(0, -1);
}

/** Names a type in the plural, as actions and members do. */
export function plurals(noun: string): string[] {
  return [`${noun}s`, `${noun}es`, ...(noun.endsWith('y') ? [`${noun.slice(0, -1)}ies`] : [])];
}
