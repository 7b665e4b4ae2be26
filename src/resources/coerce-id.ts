import type { MemberFacts } from '../catalog/types.js';

/** An id as a request's member takes it: some services read as a number what they take as text, or take a list of one. */
export function coerceId(id: unknown, member: MemberFacts | undefined): unknown {
  if (member?.type === 'list') {
    return (Array.isArray(id) ? id : [id]).map((each) => coerceId(each, member.items));
  }
  if (Array.isArray(id)) return id.length === 1 ? coerceId(id[0], member) : id;
  if (member?.type === 'string') return typeof id === 'number' || typeof id === 'bigint' ? String(id) : id;
  if (member?.type === 'integer' && typeof id === 'string' && /^-?\d+$/.test(id)) {
    const whole = Number(id);
    return Number.isSafeInteger(whole) ? whole : BigInt(id);
  }
  return id;
}
