import { expect } from 'chai';
import { loadService, serviceNames } from '../../../src/catalog/load.js';
import { isReadAction } from '../../../src/catalog/action-kinds.js';
import type { MemberFacts, ServiceFacts } from '../../../src/catalog/types.js';
import { Emulator } from '../../../src/emulator/index.js';
import { ServiceError } from '../../../src/errors/index.js';
import { leastRequest } from '../../support/least-request.js';

type Request = Record<string, unknown>;

/** Values that a member's facts forbid. */
function wrongValues({ ref, type, minimum, maximum, minLength, maxLength }: MemberFacts): readonly unknown[] {
  if (ref !== undefined) return ['text'];
  switch (type) {
    case 'integer':
    case 'number':
      return [
        'text',
        ...(minimum === undefined ? [] : [minimum - 1]),
        ...(maximum === undefined ? [] : [maximum + 1]),
      ];
    case 'string':
      return [
        5,
        ...(minLength ? ['x'.repeat(minLength - 1)] : []),
        ...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)]),
      ];
    case 'boolean':
    case 'list':
    case 'map':
      return ['text'];
    default:
      return [];
  }
}

/** Whether a refusal is about that member: services name the last part of a name with dots. */
function isAbout(code: string | undefined, member: string): boolean {
  return code === `InvalidParameter.${member.split('.').at(-1)}`;
}

/** Everything that anybody has made, and what is still to happen; not what there is from the beginning. */
function keptIn(cloud: Emulator): string {
  const { partitions, tasks, keys, firstResults } = cloud.snapshot();
  const made = partitions.map(({ collections }) =>
    Object.entries(collections).flatMap(([key, { entities }]) => {
      const [module = '', resourceType = ''] = key.split('.');
      const isMade = loadService(module).resources[resourceType]?.create && entities.length > 0;
      return isMade ? [[key, entities]] : [];
    }),
  );
  return JSON.stringify([made, tasks, keys, firstResults]);
}

/** The id of a resource that was made before, for an action that changes one. */
function idOfOne(cloud: Emulator, facts: ServiceFacts, action: string): Request {
  const owner = Object.entries(facts.resources).find(
    ([, { update = [], methods = [] }]) =>
      update.includes(action) || methods.some((each) => each.action === action),
  );
  if (!owner) return {};
  const [resourceType, { id, methods = [] }] = owner;
  const by = methods.find((each) => each.action === action)?.by ?? id?.request;
  const made = cloud
    .snapshot()
    .partitions.flatMap(({ collections }) => collections[`${facts.name}.${resourceType}`]?.entities ?? []);
  const last = made.at(-1);
  return by === undefined || last === undefined ? {} : { [by]: last.id };
}

describe('what every action checks', () => {
  const cloud = new Emulator({ settleMs: 0, references: 'none' });

  /** The code that a call is refused with; undefined where it isn't. */
  const codeOf = (facts: ServiceFacts, action: string, request: Request): string | undefined => {
    try {
      cloud.call(facts.name, action, request);
      return undefined;
    } catch (error) {
      if (error instanceof ServiceError) return error.code;
      throw error;
    }
  };
  function* actions(): Iterable<[facts: ServiceFacts, action: string, shape: Record<string, MemberFacts>]> {
    for (const name of serviceNames()) {
      const facts = loadService(name);
      for (const [action, { input }] of Object.entries(facts.actions))
        yield [facts, action, facts.shapes[input] ?? {}];
    }
  }

  it('is that nothing is missing that it requires', function () {
    this.timeout(60_000);
    const passed: string[] = [];
    let tried = 0;
    for (const [facts, action, shape] of actions()) {
      const request = leastRequest(facts, action);
      for (const [member, { required }] of Object.entries(shape)) {
        if (!required) continue;
        tried += 1;
        const code = codeOf(facts, action, { ...request, [member]: undefined });
        if (code !== `MissingParameter.${member}`) passed.push(`${facts.name}.${action} ${member}: ${code}`);
      }
    }
    expect(passed).to.deep.equal([]);
    expect(tried).to.be.greaterThan(8_500);
  });

  it('is the type, the range and the length of each member', function () {
    this.timeout(60_000);
    const passed: string[] = [];
    let tried = 0;
    for (const [facts, action, shape] of actions()) {
      const request = leastRequest(facts, action);
      for (const [member, memberFacts] of Object.entries(shape)) {
        for (const wrong of wrongValues(memberFacts)) {
          tried += 1;
          const code = codeOf(facts, action, { ...request, [member]: wrong });
          if (!isAbout(code, member))
            passed.push(`${facts.name}.${action} ${member} ${JSON.stringify(wrong)}: ${code}`);
        }
      }
    }
    expect(passed).to.deep.equal([]);
    expect(tried).to.be.greaterThan(20_000);
  });

  it('is that a ClientToken comes with the same request again', () => {
    const wrong: string[] = [];
    let repeated = 0;
    for (const [facts, action, shape] of actions()) {
      if (!shape['ClientToken'] || isReadAction(facts, action)) continue;
      const known = idOfOne(cloud, facts, action);
      const request = { ...leastRequest(facts, action, known), ClientToken: `token-${action}` };
      let first: unknown;
      try {
        first = cloud.call(facts.name, action, request);
      } catch (error) {
        if (error instanceof ServiceError) continue;
        throw error;
      }
      repeated += 1;
      const other = Object.entries(shape).find(
        ([member, { type, maxLength }]) =>
          type === 'string' && member !== 'ClientToken' && (maxLength ?? 99) > 20,
      );
      const again = cloud.call(facts.name, action, request);
      if (JSON.stringify(again) !== JSON.stringify(first))
        wrong.push(`${facts.name}.${action} does it again`);
      if (!other) continue;
      const code = codeOf(facts, action, { ...request, [other[0]]: 'something-different-1' });
      if (code !== 'IdempotentParameterMismatch') wrong.push(`${facts.name}.${action} ${other[0]}: ${code}`);
    }
    expect(wrong).to.deep.equal([]);
    expect(repeated).to.be.at.least(150);
  });

  it('is all that happens in a dry run', () => {
    const changed: string[] = [];
    let tried = 0;
    for (const name of serviceNames()) {
      const facts = loadService(name);
      const dry = Object.entries(facts.actions).filter(([, { input }]) => facts.shapes[input]?.['DryRun']);
      if (dry.length === 0) continue;
      const local = new Emulator({ settleMs: 0, references: 'none', clock: 'virtual' });
      const known: Request = {};
      for (const { create, id } of Object.values(facts.resources)) {
        if (!create) continue;
        try {
          const result = local.call(name, create.action, leastRequest(facts, create.action));
          for (const value of Object.values(result).flat())
            if (typeof value === 'string' && value !== '' && id?.request !== undefined)
              Object.assign(known, {
                [id.request]: value,
                ...(id.requestList === undefined ? {} : { [id.requestList]: [value] }),
              });
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error;
        }
      }
      for (const [action] of dry) {
        const before = keptIn(local);
        try {
          local.call(name, action, { ...leastRequest(facts, action, known), DryRun: true });
          tried += 1;
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error;
        }
        if (keptIn(local) !== before) changed.push(`${name}.${action}`);
      }
    }
    expect(changed).to.deep.equal([]);
    expect(tried).to.be.at.least(28);
  });
});
