import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { ResourceError } from '../../src/errors/index.js';
import type { Collection } from '../../src/resources/collection.js';
import { adopt, type CuratedService } from '../../src/resources/curated.js';
import type { ResourceModel } from '../../src/resources/model/resource-model.js';
import { resourceModelOf } from '../../src/resources/model/resource-model.js';
import type { Resource } from '../../src/resources/resource.js';
import { errorOf } from '../support/error-of.js';
import { FakeCloud } from '../support/fake-cloud.js';

type Methods = Record<string, (...args: unknown[]) => unknown>;
type Call = readonly [name: string, call: () => unknown];

const unchecked = { validate: false } as const;
const noWait = { ...unchecked, maxWaitMs: 1 };

/** What is given in the place of the missing part: each of them is no id. */
const missingParts: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['an empty text', ''],
  ['a blank', ' '],
];

/** What a resource can be asked for, each of which addresses it. */
function callsOf(model: ResourceModel, resource: Resource): Call[] {
  const own = resource as unknown as Methods;
  const { resource: facts, states } = model;
  const facetCalls = model.facets.flatMap(({ name, get, update, enable, disable }) => {
    const facet = () => own[name]!() as Methods;
    const run = (way: string): Call => [`${name}.${way}`, () => facet()[way]!({}, unchecked)];
    return [
      ...(get === undefined ? [] : [run('get')]),
      ...(enable === undefined ? [] : [run('enable')]),
      ...(disable === undefined ? [] : [run('disable')]),
      ...(update === undefined
        ? []
        : [[`${name}.update`, () => (facet()['update']!() as Methods)['run']!(unchecked)] as Call]),
    ];
  });
  const optional = ['readTags', 'trn', 'unsubscribe'].filter((name) => name in resource);
  return [
    ...(model.isReadable ? [['reload', () => resource.reload(unchecked)] as Call] : []),
    ...(facts.delete ? [['delete', () => resource.delete(unchecked)] as Call] : []),
    ['tag', () => resource.tag({ a: 'b' }, unchecked)],
    ['untag', () => resource.untag(['a'], unchecked)],
    ...optional.map((name): Call => [name, () => own[name]!(unchecked)]),
    ...('moveToProject' in resource
      ? [['moveToProject', () => own['moveToProject']!('shop', unchecked)] as Call]
      : []),
    ...model.updates.map((by): Call => [by, () => resource.update(by).run(unchecked)]),
    ...model.methods.map(({ name }): Call => [name, () => own[name]!({}, unchecked)]),
    ...model.methods.map(({ action }): Call => [
      `action ${action}`,
      () => resource.action(action).run(unchecked),
    ]),
    ...(model.isReadable && states.length > 0
      ? [['waitUntil', () => resource.waitUntil(states[0]!, noWait)] as Call]
      : []),
    ...(model.isReadable ? [['waitUntilGone', () => resource.waitUntilGone(noWait)] as Call] : []),
    ...facetCalls,
  ];
}

/** What a collection can be asked for by an identity. */
function collectionCallsOf(collection: Collection, parts: object): Call[] {
  return [
    ['handle', () => collection.handle(parts as never)],
    ['get', () => collection.get(parts as never, unchecked)],
    ['exists', () => collection.exists(parts as never, unchecked)],
  ];
}

describe('an incomplete identity', function () {
  this.timeout(120_000);
  const models = serviceNames().flatMap((service) => {
    const facts = loadService(service);
    return Object.keys(facts.resources).map((resourceType) => resourceModelOf(facts, resourceType)!);
  });

  it('sends nothing, for every resource type, part, and call', async () => {
    const sent: string[] = [];
    const wrong: string[] = [];
    let tried = 0;
    for (const model of models) {
      const label = `${model.facts.name}.${model.resourceType}`;
      for (const missing of model.identity) {
        for (const [how, value] of missingParts) {
          const cloud = new FakeCloud();
          const collection = cloud.collection(model.facts.name, model.resourceType);
          const whole = Object.fromEntries(model.identity.map((each) => [each, 'v']));
          const parts = { ...whole, [missing]: value };
          const resource = collection.context.make(parts);
          for (const [name, call] of [...callsOf(model, resource), ...collectionCallsOf(collection, parts)]) {
            tried++;
            const error = await errorOf((async () => call())());
            if (!(error instanceof ResourceError)) wrong.push(`${label}.${name}: ${String(error)}`);
          }
          if (cloud.sent.length > 0)
            sent.push(
              `${label} with ${how} as ${missing}: ${cloud.sent.map(({ action }) => action).join(', ')}`,
            );
        }
      }
    }
    expect(tried).to.be.greaterThan(50_000);
    expect(sent).to.deep.equal([]);
    expect(wrong).to.deep.equal([]);
  });

  it('is given by no relation: it leads to a whole one, or is refused', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const model of models) {
      for (const missing of model.identity) {
        const cloud = new FakeCloud();
        const { context } = cloud.collection(model.facts.name, model.resourceType);
        const parts = model.identity.filter((each) => each !== missing).map((each) => [each, 'v']);
        const resource = context.make(Object.fromEntries(parts) as Record<string, unknown>);
        for (const { name, kind, service, resourceType } of model.relations) {
          tried++;
          const label = `${model.facts.name}.${model.resourceType}.${name} without ${missing}`;
          let reached: unknown;
          try {
            reached = (resource as unknown as Methods)[name]!();
          } catch (error) {
            if (!(error instanceof ResourceError)) wrong.push(`${label}: ${String(error)}`);
            continue;
          }
          const whole = resourceModelOf(loadService(service), resourceType)!.identity;
          const handles = kind === 'children' ? undefined : [reached].flat();
          const isWhole = handles?.every((each) =>
            whole.every((part) => (each as Resource).identity[part] === 'v'),
          );
          if (isWhole !== true) wrong.push(`${label}: ${kind}`);
        }
        if (cloud.sent.length > 0) wrong.push(`${model.resourceType} sent ${String(cloud.last?.action)}`);
      }
    }
    expect(tried).to.be.greaterThan(1_000);
    expect(wrong).to.deep.equal([]);
  });

  it('sends nothing by an action on many, where an id is missing among them', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const model of models) {
      const cloud = new FakeCloud();
      const collection = cloud.collection(model.facts.name, model.resourceType) as unknown as Methods;
      for (const { name, by } of model.collectionMethods) {
        if (by === undefined) continue;
        for (const ids of [undefined, 'v', {}, [''], ['v', undefined], ['v', null], ['v', ' '], [{}]]) {
          tried++;
          const error = await errorOf((async () => collection[name]!(ids, {}, unchecked))());
          if (!(error instanceof ResourceError))
            wrong.push(`${model.facts.name}.${model.resourceType}.${name}(${String(ids)}): ${String(error)}`);
        }
      }
      if (cloud.sent.length > 0) wrong.push(`${model.resourceType} sent ${String(cloud.last?.action)}`);
    }
    expect(tried).to.be.greaterThan(1_000);
    expect(wrong).to.deep.equal([]);
  });

  it('sends nothing by a curated method, whatever it is given', async () => {
    const folder = 'src/resources/services';
    const services = readdirSync(folder, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'shared',
    );
    const wrong: string[] = [];
    let tried = 0;
    for (const { name: service } of services) {
      const facts = loadService(service);
      const curated = (await import(`../../${folder}/${service}/index.ts`)) as { default: CuratedService };
      adopt(facts, curated.default);
      for (const [resourceType, { methods = {} }] of Object.entries(curated.default)) {
        const { identity } = resourceModelOf(facts, resourceType)!;
        for (const [name, args] of Object.keys(methods).flatMap((each) =>
          argumentSets.map((args) => [each, args] as const),
        )) {
          for (const missing of identity) {
            tried++;
            const cloud = new FakeCloud();
            const { context } = cloud.collection(service, resourceType);
            const parts = identity.filter((each) => each !== missing).map((each) => [each, 'v']);
            const resource = context.make(Object.fromEntries(parts) as Record<string, unknown>);
            const error = await errorOf((async () => (resource as unknown as Methods)[name]!(...args))());
            if (error instanceof ResourceError && cloud.sent.length === 0) continue;
            wrong.push(`${service}.${resourceType}.${name} without ${missing}: ${String(error)}`);
          }
        }
      }
    }
    expect(tried).to.be.greaterThan(1_500);
    expect(wrong).to.deep.equal([]);
  });
});

const route = {
  to: '10.0.0.0/8',
  from: '10.0.0.0/8',
  port: 80,
  protocol: 'TCP',
  value: 'v',
  host: 'h',
  name: 'n',
};

/** Arguments with which one curated method or another would make its call. */
const argumentSets: readonly (readonly unknown[])[] = [
  [],
  ['x-1'],
  ['x-1', route],
  [['x-1'], route],
  [3],
  [3, { validate: false }],
  [true],
  [route],
  [{ ...route, forwardTo: 'x-1' }],
  [{ region: 'cn-beijing', id: 'x-1', $resource: 'vpc.Vpc' }],
  [{ region: 'cn-beijing', id: 'x-1', $resource: 'ecs.Instance' }],
];
