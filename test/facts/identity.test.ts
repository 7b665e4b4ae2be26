import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { ownMember } from '../../facts/identity/chain.js';
import { evidence } from '../../facts/identity/evidence.js';
import { findings } from '../../facts/identity/findings.js';
import { findMixes } from '../../facts/identity/mixes.js';
import { confirmationsJson, confirmationsPage, type Findings } from '../../facts/identity/report.js';
import { terraformVerdict } from '../../facts/identity/verdicts.js';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { memberKind } from '../../src/catalog/member-kind.js';
import type { ResourceFacts, ServiceFacts } from '../../src/catalog/types.js';

const pageOf = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

/** The facts of a service with other facts of one resource type. */
function withResource(service: string, name: string, change: (facts: ResourceFacts) => object): ServiceFacts {
  const facts = loadService(service);
  const resource = facts.resources[name] as ResourceFacts;
  return { ...facts, resources: { [name]: { ...resource, ...change(resource) } } };
}

/** The resource types whose facts are marked as a guess. */
function guesses(): readonly string[] {
  return serviceNames().flatMap((service) =>
    Object.entries(loadService(service).resources)
      .filter(([, { confidence }]) => confidence === 'low')
      .map(([name]) => `${service}.${name}`),
  );
}

describe('the identities of resource types', () => {
  let found: Findings;
  before(async () => {
    found = await findings();
  });
  const isExplained = (resource: string, about: string): boolean =>
    found.explanations.some((each) => each.resource === resource && each.about === about);

  it('mix no name with an id, no type with another, and read and delete nothing without saying which', () => {
    const open = found.mixes.filter(({ resource, kind }) => !isExplained(resource, kind));
    expect(open).to.deep.equal([]);
  });

  it('of curated types are each confirmed by a second source, contradicted by none, and open where it is said why', () => {
    const curated = found.confirmations.filter(({ resource }) => found.curated.has(resource));
    for (const wrong of ['contradicted', 'silent'])
      expect(curated.filter(({ standing }) => standing === wrong)).to.deep.equal([]);
    const open = curated.filter(
      ({ standing, resource }) => standing !== 'confirmed' && !isExplained(resource, 'open'),
    );
    expect(open.map(({ resource }) => resource)).to.deep.equal([]);
    expect(curated).to.have.length(found.curated.size);
  });

  it('of no type are contradicted without a reason', () => {
    const contradicted = found.confirmations.filter(({ standing }) => standing === 'contradicted');
    expect(contradicted.map(({ resource }) => resource)).to.deep.equal([]);
  });

  it('are a guess only where it is said why', () => {
    const unexplained = guesses().filter((resource) => !isExplained(resource, 'guess'));
    expect(unexplained).to.deep.equal([]);
  });

  it('are explained only where something has to be, each with a reason and a source', () => {
    const needed = new Set([
      ...guesses().map((resource) => `${resource} guess`),
      ...found.mixes.map(({ resource, kind }) => `${resource} ${kind}`),
      ...found.confirmations.flatMap(({ resource, verdicts, standing }) => [
        ...verdicts
          .filter(({ contradicts }) => contradicts.length > 0)
          .map(({ source }) => `${resource} ${source}`),
        ...(standing === 'confirmed' ? [] : [`${resource} open`]),
      ]),
    ]);
    for (const { resource, about, reason, source } of found.explanations) {
      expect(needed.has(`${resource} ${about}`), `${resource} ${about}`).to.equal(true);
      expect(reason.trim().length * source.trim().length, resource).to.be.greaterThan(0);
    }
    for (const { resource, source } of evidence.documentation()) {
      const [service = '', name = ''] = resource.split('.');
      expect(loadService(service).resources[name], resource).not.to.equal(undefined);
      expect(source.trim(), resource).not.to.equal('');
    }
  });

  it('refer to a parent in the same service by that parent’s type', () => {
    const wrong = serviceNames().flatMap((service) =>
      Object.entries(loadService(service).resources).flatMap(
        ([name, { parents = {}, refs = {}, createRefs = {} }]) =>
          Object.entries({ ...refs, ...createRefs })
            .filter(([member, type]) => {
              const parent = parents[member]?.resource;
              return parent !== undefined && parent !== type && parent.startsWith(`${service}.`);
            })
            .map(([member, type]) => `${service}.${name} ${member}: ${type}`),
      ),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('are what relations lead by: no name leads to what has an id, and no id to what has a name or neither', () => {
    const wrong: string[] = [];
    for (const service of serviceNames()) {
      for (const [name, resource] of Object.entries(loadService(service).resources)) {
        const parents = Object.entries(resource.parents ?? {}).map(([member, { resource: to }]) => [
          member,
          to,
        ]);
        const relations = [...Object.entries({ ...resource.refs, ...resource.createRefs }), ...parents];
        for (const [member = '', to = ''] of relations) {
          const [targetService = '', targetName = ''] = to.split('.');
          const target = loadService(targetService).resources[targetName];
          const own =
            target &&
            [ownMember(target), ...(target.id?.identity ?? [])].filter((each) => each !== undefined);
          const { role } = memberKind(member);
          const fits = own?.some(
            (each) => [role, 'other'].includes(memberKind(each).role) || role === 'other',
          );
          if (!fits) wrong.push(`${service}.${name} ${member}: ${to}`);
        }
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it('stand in the documentation as they were found', () => {
    expect(pageOf('confirmations.md'), 'run npm run facts:confirm').to.equal(confirmationsPage(found));
    expect(pageOf('confirmations.json'), 'run npm run facts:confirm').to.equal(
      confirmationsJson(found.confirmations),
    );
  });
});

describe('the checks of identities', () => {
  it('tell what members carry by their names', () => {
    expect(memberKind('KeyPairNames')).to.deep.equal({ role: 'name', subject: 'keypair' });
    expect(memberKind('Rules[0].RuleIds[0]')).to.deep.equal({ role: 'id', subject: 'rule' });
    expect(memberKind('group_identities')).to.deep.equal({ role: 'id', subject: 'group' });
    expect(memberKind('Ids')).to.deep.equal({ role: 'id', subject: '' });
    expect(memberKind('Data[0]')).to.deep.equal({ role: 'other', subject: '' });
    expect(memberKind('Entries')).to.deep.equal(memberKind('Entry'));
  });

  it('find a name that is sent for an id, an id of another type, and a deletion that does not say which', () => {
    const kinds = (facts: ServiceFacts): string[] => findMixes(facts).map(({ kind }) => kind);
    const unnamed = withResource('ecs', 'KeyPair', ({ delete: removal }) => ({
      delete: { ...removal, idFrom: undefined },
    }));
    expect(kinds(unnamed)).to.deep.equal(['name-id']);
    const ofRegion = withResource('cen', 'Cen', ({ list }) => ({
      read: 'listFilter',
      list: { ...list, idFilter: 'RegionIds' },
    }));
    expect(kinds(ofRegion)).to.include('type-type');
    const empty = withResource('acep', 'AdbKey', ({ id, delete: removal }) => ({
      id: { ...id, requestList: undefined },
      delete: { action: removal?.action },
    }));
    expect(kinds(empty)).to.deep.equal(['no-id']);
    const wholeList = withResource('alb', 'AclEntry', ({ delete: removal }) => ({
      id: { identity: ['AclId'], parents: ['AclId'] },
      delete: { action: removal?.action },
    }));
    expect(kinds(wholeList)).to.deep.equal(['parent-id', 'no-id']);
    const strange = withResource('vpc', 'Vpc', () => ({ update: ['ModifySubnetAttributes'] }));
    expect(kinds(strange)).to.deep.equal(['no-id']);
    const sameList = withResource('vpc', 'PrefixListEntry', ({ list }) => ({
      id: { item: 'PrefixListId' },
      read: 'listFilter',
      list: { ...list, idFilter: 'PrefixListId' },
    }));
    expect(kinds(sameList)).to.deep.equal(['parent-id']);
    const byParent = withResource('arkclaw', 'ClawOmniChannel', ({ list }) => ({
      read: 'listFilter',
      list: { ...list, idFilter: 'Id' },
    }));
    expect(kinds(byParent)).to.deep.equal(['type-type']);
    const named = withResource('id', 'UserPoolClient', ({ id }) => ({ id: { ...id, item: 'Name' } }));
    expect(kinds(named)).to.deep.equal(['name-id']);
  });

  it('find what a second source says otherwise', () => {
    const record = evidence.terraform().find(({ type }) => type === 'volcengine_ecs_key_pair');
    const resource = loadService('ecs').resources['KeyPair'] as ResourceFacts;
    const verdict = (facts: ResourceFacts) =>
      terraformVerdict(
        { service: 'ecs', name: 'KeyPair', resource: facts },
        record as NonNullable<typeof record>,
      );
    expect(verdict(resource)).to.deep.include({
      confirms: ['create', 'id', 'read', 'delete'],
      contradicts: [],
    });
    const { action = '', id = '' } = resource.delete ?? {};
    expect(
      verdict({ ...resource, name: 'KeyPairName', delete: { action, id: 'KeyPairNames' } })?.confirms,
    ).to.include('delete');
    expect(verdict({ ...resource, delete: { action: 'DeleteOther', id } })?.contradicts).to.deep.equal([
      'it is deleted by DeleteKeyPairs',
    ]);
    expect(
      verdict({ ...resource, create: { action: 'CreateKeyPair', idPath: 'KeyPairName' } })?.contradicts,
    ).to.deep.equal(['the id is KeyPairId, not KeyPairName']);
  });
});
