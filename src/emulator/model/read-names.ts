import { pluralName, singularName } from '../../catalog/names.js';
import type { MemberFacts } from '../../catalog/types.js';

/** What is needed of a resource type to find a member of its reads. */
interface Read {
  readonly name: string;
  readMember(member: string): MemberFacts | undefined;
}

/**
 * The member in which reads show what a request member sets, where the two names differ: by case (`URI`, `Uri`), by
 * number (`Protocol`, `Protocols`), or by the words of the type (`ServiceName` of a `GatewayService` is its `Name`).
 * Undefined where reads have the member itself, or none that the words allow.
 *
 * @param isList - whether the member holds a list; then reads hold one too
 */
export function readName(
  type: Read,
  known: readonly string[],
  member: string,
  isList: boolean,
): string | undefined {
  if (type.readMember(member)) return undefined;
  const lower = member.toLowerCase();
  const sameLetters = known.find((name) => name.toLowerCase() === lower);
  if (sameLetters !== undefined) return sameLetters;
  const candidates = [pluralName(member), singularName(member), ...withoutTypeWords(type.name, member)];
  return [...candidates, `${type.name}${member}`].find((name) => {
    const facts = name === undefined ? undefined : type.readMember(name);
    return facts !== undefined && (facts.type === 'list') === isList;
  });
}

/** The member without the last words of the type's name: `Name` for `ServiceName` of a `GatewayService`. */
function withoutTypeWords(typeName: string, member: string): readonly string[] {
  const words = typeName.split(/(?=[A-Z])/);
  return words.flatMap((_, i) => {
    const prefix = words.slice(i).join('');
    const rest = member.startsWith(prefix) ? member.slice(prefix.length) : '';
    return /^[A-Z][a-z]+$/.test(rest) ? [rest] : [];
  });
}
