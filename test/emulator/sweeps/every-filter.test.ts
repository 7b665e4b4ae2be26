import { expect } from 'chai';
import { loadService, serviceNames } from '../../../src/catalog/load.js';
import { readPath } from '../../../src/catalog/paths.js';
import type { MemberFacts, ResourceFacts, ServiceFacts } from '../../../src/catalog/types.js';
import { Emulator } from '../../../src/emulator/index.js';
import { ServiceError } from '../../../src/errors/index.js';
import { leastRequest } from '../../support/least-request.js';

type Known = Record<string, unknown>;

/** A resource type that can be created and listed. */
interface Listed {
  readonly facts: ServiceFacts;
  readonly resource: ResourceFacts;
  readonly create: NonNullable<ResourceFacts['create']>;
  readonly list: NonNullable<ResourceFacts['list']> & { readonly items: string };
  readonly name: string;
}

function* listedTypes(): Iterable<Listed> {
  for (const module of serviceNames()) {
    const facts = loadService(module);
    for (const [resourceType, resource] of Object.entries(facts.resources)) {
      const { create, list } = resource;
      if (!create || list?.items === undefined || list.scalarItems) continue;
      // Which one is meant has to be said: there is nothing to filter.
      if (list.idFilter !== undefined && list.required?.includes(list.idFilter)) continue;
      const name = `${module}.${resourceType}`;
      yield { facts, resource, create, list: { ...list, items: list.items }, name };
    }
  }
}

function inputOf(facts: ServiceFacts, action: string): Readonly<Record<string, MemberFacts>> {
  return facts.shapes[facts.actions[action]?.input ?? ''] ?? {};
}

/** Creates one with each of the settings; gives what a list with a filter has. Undefined: they couldn't be created. */
function filtered(listed: Listed, settings: readonly Known[], filter: Known): readonly Known[] | undefined {
  const { facts, resource, create, list } = listed;
  const cloud = new Emulator({ settleMs: 0, references: 'none' });
  const { id, scopedBy = [] } = resource;
  const parents = [...(id?.parents ?? []), ...scopedBy, ...(list.required ?? [])];
  const own = create.idFromInput ?? id?.identity?.filter((member) => !parents.includes(member)).at(-1);
  const least = leastRequest(facts, create.action);
  try {
    settings.forEach((setting, i) => {
      const different = { ClientToken: `token-${i}`, ...(own !== undefined && { [own]: `chosen-${i}` }) };
      cloud.call(facts.name, create.action, {
        ...leastRequest(facts, create.action, different),
        ...setting,
      });
    });
  } catch (error) {
    // Some have a rule of their own for what may be there twice.
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
  const scope = Object.fromEntries(parents.map((member) => [member, least[member]]));
  const request = { ...leastRequest(facts, list.action, scope), ...filter };
  const items = readPath(cloud.call(facts.name, list.action, request), list.items);
  return Array.isArray(items) ? (items as Known[]) : [];
}

describe('every filter of a list', () => {
  it('by a member that is set at creation gives those that have its value', function () {
    this.timeout(60_000);
    const wrong: string[] = [];
    let right = 0;
    for (const listed of listedTypes()) {
      const { facts, create, list, name, resource } = listed;
      const item = facts.shapes[list.shape ?? ''] ?? {};
      const scope = [...(resource.id?.parents ?? []), ...(resource.scopedBy ?? []), ...(list.required ?? [])];
      for (const [member, filter] of Object.entries(inputOf(facts, list.action))) {
        const set = inputOf(facts, create.action)[member];
        const isText = [filter, set, item[member]].every((one) => one?.type === 'string');
        if (!isText || filter.enum || (set?.maxLength ?? 9) < 3 || scope.includes(member)) continue;
        const items = filtered(listed, [{ [member]: 'aaa' }, { [member]: 'bbb' }], { [member]: 'aaa' });
        if (items?.length === 1 && items[0]?.[member] === 'aaa') right += 1;
        else if (items) wrong.push(`${name} by ${member}: ${items.map((one) => one[member]).join()}`);
      }
    }
    expect(wrong).to.deep.equal([]);
    expect(right).to.be.at.least(640);
  });

  it('by tags gives those that have such a tag', () => {
    const wrong: string[] = [];
    let right = 0;
    for (const listed of listedTypes()) {
      const { facts, create, list, name, resource } = listed;
      const { onCreate, listFilter } = resource.tags ?? {};
      const set = inputOf(facts, create.action)[onCreate ?? ''];
      const filter = inputOf(facts, list.action)[listFilter ?? ''];
      if (onCreate === undefined || listFilter === undefined || !set || !filter) continue;
      // Tags that are one text have no form that the facts tell.
      if (set.type === 'string') continue;
      const settings = ['x', 'y'].map((value) => ({ [onCreate]: tags(facts, set, value) }));
      const items = filtered(listed, settings, { [listFilter]: tags(facts, filter, 'x') });
      if (items?.length === 1) right += 1;
      else if (items) wrong.push(`${name}: ${items.length}`);
    }
    expect(wrong).to.deep.equal([]);
    expect(right).to.be.at.least(114);
  });
});

/** The tag `team` with that value, in the form that a member has: keys and values, or a map. */
function tags(facts: ServiceFacts, { type, ref, items, values }: MemberFacts, value: string): unknown {
  if (type === 'map') return { team: values?.type === 'list' ? [value] : value };
  const shape = facts.shapes[ref ?? items?.ref ?? ''] ?? {};
  const pairs = Object.entries(shape).flatMap(([name, { type: itsType }]): [string, unknown][] => {
    if (/^(tag)?key$/i.test(name)) return [[name, 'team']];
    return /^(tag)?values?$/i.test(name) ? [[name, itsType === 'list' ? [value] : value]] : [];
  });
  if (pairs.length === 0 && ref !== undefined) {
    const inner = Object.entries(shape).map(([name, member]) => [name, tags(facts, member, value)]);
    return Object.fromEntries(inner) as unknown;
  }
  const tag = Object.fromEntries(pairs);
  return ref === undefined ? [tag] : tag;
}
