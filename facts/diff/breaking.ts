import type { Change } from './compare.js';

/** Parts of a type whose change alters what a program calls or gets. */
const relied =
  /\.(?:id\.(?:request|item|identity)|create\.action|delete\.action|get\.action|list\.action|read)$/;

/** Whether a program that works today may stop to compile or to work. */
export function breaks({ kind, how, at, from, to }: Omit<Change, 'service' | 'breaking'>): boolean {
  const isRequest = at.includes('.request');
  switch (kind) {
    case 'service':
    case 'action':
      return how === 'removed';
    case 'resource':
      return how === 'removed' || how === 'renamed';
    case 'member':
      return how === 'removed' || (isRequest && to === 'required');
    case 'type':
      return true;
    case 'required':
      return isRequest && to === true;
    case 'values':
      return isRequest && narrowsValues(from, to);
    case 'range':
      return isRequest && narrowsRange(from, to);
    case 'pagination':
      return how !== 'added';
    case 'resourcePart':
      return how !== 'added' && relied.test(at);
    case 'protocol':
      return false;
  }
}

function narrowsValues(from: unknown, to: unknown): boolean {
  if (!Array.isArray(to)) return false;
  return !Array.isArray(from) || from.some((value) => !to.includes(value));
}

type Range = Partial<Record<'minimum' | 'maximum' | 'minLength' | 'maxLength', number>>;

function narrowsRange(from: unknown, to: unknown): boolean {
  const [a, b] = [(from ?? {}) as Range, (to ?? {}) as Range];
  const isHigher = (old: number | undefined, next: number | undefined): boolean =>
    next !== undefined && (old === undefined || next > old);
  const isLower = (old: number | undefined, next: number | undefined): boolean =>
    next !== undefined && (old === undefined || next < old);
  return (
    isHigher(a.minimum, b.minimum) ||
    isHigher(a.minLength, b.minLength) ||
    isLower(a.maximum, b.maximum) ||
    isLower(a.maxLength, b.maxLength)
  );
}
