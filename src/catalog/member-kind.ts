/** What a member's name says of its value. */
export interface MemberKind {
  readonly role: 'id' | 'name' | 'other';
  /** What it is the id or the name of, in lower case: `keypair`; empty where the name does not say. */
  readonly subject: string;
}

const idEnding = /_?(?:[iI]dentit(?:y|ies)|U?(?:Ids?|IDs?|ids?))(?:_?[lL]ist)?$/;
const nameEnding = /_?[nN]ames?(?:_?[lL]ist)?$/;

/** Members that carry whatever an action answers; their names say nothing. */
const neutral = new Set(['Data']);

/** What the last part of a path says: `KeyPairNames` is the name of a `keypair`. */
export function memberKind(path: string): MemberKind {
  const leaf = (path.split('.').at(-1) as string).replace(/\[\d+\]$/, '');
  for (const [role, ending] of [
    ['name', nameEnding],
    ['id', idEnding],
  ] as const) {
    if (ending.test(leaf)) return { role, subject: subjectOf(leaf.replace(ending, '')) };
  }
  return { role: 'other', subject: neutral.has(leaf) ? '' : subjectOf(leaf) };
}

function subjectOf(text: string): string {
  return text.replaceAll('_', '').toLowerCase().replace(/ies$/, 'y').replace(/s$/, '');
}

/** Whether one of two members is named for the other's subject: `Id`, `RuleId` and `AlarmRuleIds` are. */
export function fitsSubject({ subject: one }: MemberKind, { subject: other }: MemberKind): boolean {
  return [one.startsWith(other), one.endsWith(other), other.startsWith(one), other.endsWith(one)].some(
    Boolean,
  );
}
