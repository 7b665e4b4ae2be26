import type { MemberFacts, ServiceFacts } from '../catalog/types.js';

/** The facts of the member at a path of an action's request. */
export function inputMember(facts: ServiceFacts, action: string, path: string): MemberFacts | undefined {
  let shape: string | undefined = facts.actions[action]?.input;
  let member: MemberFacts | undefined;
  for (const step of path.split('.')) {
    member = facts.shapes[shape ?? '']?.[step];
    shape = member?.ref ?? member?.items?.ref;
  }
  return member;
}

/** An id as a request's member takes it: some services read as a number what they take as text, or take a list of one. */
export function fitId(id: unknown, member: MemberFacts | undefined): unknown {
  if (member?.type === 'list') {
    return (Array.isArray(id) ? id : [id]).map((each) => fitId(each, member.items));
  }
  if (Array.isArray(id)) return id.length === 1 ? fitId(id[0], member) : id;
  if (member?.type === 'string') return typeof id === 'number' || typeof id === 'bigint' ? String(id) : id;
  if (member?.type === 'integer' && typeof id === 'string' && /^-?\d+$/.test(id)) {
    const whole = Number(id);
    return Number.isSafeInteger(whole) ? whole : BigInt(id);
  }
  return id;
}
