import type { Call } from '../call.js';
import { filtersOf } from '../filters.js';
import { giveFirst } from '../predefined.js';
import type { NounPlan } from '../../model/resource-type.js';
import { onePage } from '../paging.js';
import type { Data, Entity } from '../../state/store.js';
import { isVisible } from './find.js';
import { presented } from './get.js';

/** Lists resources: those that the filters let through, a page of them. */
export function answerList(call: Call): Data {
  const noun = call.action.noun as NounPlan;
  const path = itemsPath(call, noun);
  if (path === undefined) return call.sampledResult({});
  giveFirst(call, noun);
  const scope = scopeOf(call, noun);
  const isScoped = Object.keys(scope).length > 0;
  const known = onePage(call, matching(call, noun), path, (entity) => {
    if (noun.facts.list?.scalarItems) return noun.idOf(entity);
    const shown = presented(call, noun, entity);
    return isScoped ? { ...scope, ...shown } : shown;
  });
  return call.result(known);
}

/** Those that a list's request asks for, in creation order. */
function matching(call: Call, noun: NounPlan): readonly Entity[] {
  const collection = call.space.collection(noun.key);
  const { candidates, checks } = filtersOf(call, noun, collection);
  const isHiding = collection.hiddenUntilMs > call.now;
  // With nothing left to check, a page costs the page.
  if (checks.length === 0 && !isHiding) return candidates;
  return candidates.filter(
    (entity) => (!isHiding || isVisible(entity, call.now)) && checks.every((check) => check(entity)),
  );
}

/** Where the items stand in the answer. */
function itemsPath({ action, service }: Call, noun: NounPlan): string | undefined {
  const stated = action.isAlternative ? undefined : noun.facts.list?.items;
  if (stated !== undefined) return stated;
  const paged = action.facts.pagination?.items;
  if (paged !== undefined && paged !== null) return paged;
  const members = Object.entries(service.facts.shapes[action.facts.output] ?? {});
  return members.find(([, { type }]) => type === 'list')?.[0];
}

/** What a request says of where to look: shown on items that don't know it of themselves. */
function scopeOf({ input, service, action }: Call, noun: NounPlan): Data {
  const scope: Data = {};
  const members = service.facts.shapes[action.facts.input] ?? {};
  for (const member of [...noun.parentMembers, ...(noun.facts.scopedBy ?? [])]) {
    const value = input[member];
    if (members[member] && value !== undefined && typeof value !== 'object') scope[member] = value;
  }
  return scope;
}
