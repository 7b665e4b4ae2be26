import { settersOf } from '../../builders/setters.js';
import type { Describe } from '../../catalog/descriptions.js';
import type { MemberFacts, ServiceFacts } from '../../catalog/types.js';

/** One member of a request, as it is shown and typed. */
export interface DescribedMember {
  /** As it is typed after the dashes: `NetworkInterfaces.1.SubnetId`. */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** `1–100`, `at most 64 characters`. */
  readonly range?: string;
  readonly values?: readonly (string | number)[];
  /** What can be typed instead: `image` for `ImageId`. */
  readonly short?: readonly string[];
  /** What it means, in a sentence. */
  readonly description?: string;
}

/** How deep members of members are shown. */
const deepest = 3;

/** The members of a shape and of the shapes within, each below the one that holds it; required ones first. */
export function describeMembers(
  facts: ServiceFacts,
  shapeName: string,
  describe?: Describe,
): readonly DescribedMember[] {
  return membersOf(facts, shapeName, '', [shapeName], (shape, wire) => {
    const short = shortNames(facts, shape, wire);
    return { ...(short.length > 0 && { short }), ...meaning(describe, shape, wire) };
  });
}

/** As {@link describeMembers}, of a response: nobody types its members. */
export function describeData(
  facts: ServiceFacts,
  shapeName: string,
  describe?: Describe,
): readonly DescribedMember[] {
  return membersOf(facts, shapeName, '', [shapeName], (shape, wire) => meaning(describe, shape, wire));
}

function meaning(
  describe: Describe | undefined,
  shape: string,
  wire: string,
): Pick<DescribedMember, 'description'> {
  const description = describe?.(shape, wire);
  return description === undefined ? {} : { description };
}

function membersOf(
  facts: ServiceFacts,
  shapeName: string,
  prefix: string,
  above: readonly string[],
  more: (shape: string, wire: string) => Pick<DescribedMember, 'short' | 'description'>,
): readonly DescribedMember[] {
  const entries = Object.entries(facts.shapes[shapeName] ?? {});
  const sorted = [
    ...entries.filter(([, each]) => each.required),
    ...entries.filter(([, each]) => !each.required),
  ];
  return sorted.flatMap(([wire, member]) => {
    const name = `${prefix}${wire}`;
    const { shape, step } = innerShape(member);
    const inner =
      shape === undefined || above.includes(shape) || above.length >= deepest
        ? []
        : membersOf(facts, shape, `${name}${step}.`, [...above, shape], more);
    return [{ ...describeMember(name, member), ...more(shapeName, wire) }, ...inner];
  });
}

/** The short names of a member's setter. */
function shortNames(facts: ServiceFacts, shapeName: string, wire: string): readonly string[] {
  return settersOf(facts, shapeName)
    .filter((setter) => setter.wire === wire && setter.how === 'set' && setter.name !== setter.canonical)
    .map(({ name }) => name);
}

function describeMember(name: string, member: MemberFacts): DescribedMember {
  const range = rangeOf(member) ?? (member.items && rangeOf(member.items));
  const values = member.enum ?? member.items?.enum;
  return {
    name,
    type: typeText(member),
    required: member.required === true,
    ...(range !== undefined && { range }),
    ...(values !== undefined && { values }),
  };
}

/** `list of object`, `integer`. */
function typeText({ type, ref, items, values }: MemberFacts): string {
  if (ref !== undefined) return 'object';
  if (type === 'list') return `list of ${typeText(items ?? { type: 'string' })}`;
  if (type === 'map') return `map of ${typeText(values ?? { type: 'string' })}`;
  return type ?? 'any';
}

/** The shape inside a member, and what stands between their names: nothing, the place in a list, a key. */
function innerShape({ ref, items, values }: MemberFacts): {
  readonly shape: string | undefined;
  readonly step: string;
} {
  if (ref !== undefined) return { shape: ref, step: '' };
  if (items?.ref !== undefined) return { shape: items.ref, step: '.1' };
  return { shape: values?.ref, step: '.KEY' };
}

function rangeOf({ minimum, maximum, minLength, maxLength }: MemberFacts): string | undefined {
  const numbers = boundsText(minimum, maximum);
  const lengths = boundsText(minLength, maxLength);
  return numbers ?? (lengths === undefined ? undefined : `${lengths} characters`);
}

function boundsText(least: number | undefined, most: number | undefined): string | undefined {
  if (least !== undefined && most !== undefined) return `${least}–${most}`;
  if (least !== undefined) return `at least ${least}`;
  return most === undefined ? undefined : `at most ${most}`;
}
