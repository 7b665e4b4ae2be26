import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { parseFacts } from '../../src/catalog/parse-facts.js';
import type { MemberFacts, ServiceFacts } from '../../src/catalog/types.js';
import { ConfigError } from '../../src/errors/index.js';

/** Every reference of a service's facts that leads nowhere. */
function dangling(facts: ServiceFacts): string[] {
  const wrong: string[] = [];
  const check = (is: boolean, what: string): void => {
    if (!is) wrong.push(`${facts.name}: ${what}`);
  };
  const member = (m: MemberFacts, at: string): void => {
    if (m.ref !== undefined) check(facts.shapes[m.ref] !== undefined, `${at} refers to ${m.ref}`);
    if (m.items) member(m.items, `${at}[]`);
    if (m.values) member(m.values, `${at}{}`);
  };
  for (const [name, shape] of Object.entries(facts.shapes)) {
    for (const [wire, m] of Object.entries(shape)) member(m, `${name}.${wire}`);
  }
  const has = (shape: string | undefined, path: string): boolean => {
    let at = shape;
    for (const step of path.replace(/\[\d+\]/g, '').split('.')) {
      const found: MemberFacts | undefined = facts.shapes[at ?? '']?.[step];
      if (!found) return false;
      at = found.ref ?? found.items?.ref;
    }
    return true;
  };
  for (const [name, action] of Object.entries(facts.actions)) {
    check(facts.shapes[action.input] !== undefined, `${name} has no input ${action.input}`);
    check(facts.shapes[action.output] !== undefined, `${name} has no output ${action.output}`);
    const { token, page, offset, out, items } = action.pagination ?? {};
    for (const path of [token?.token, token?.size, page?.page, page?.size, offset?.offset, offset?.size]) {
      if (path !== undefined) check(has(action.input, path), `${name} pages by ${path}`);
    }
    for (const path of [token?.outToken, out?.total, out?.hasMore, out?.page, out?.size, items]) {
      if (path) check(has(action.output, path), `${name} answers ${path}`);
    }
  }
  for (const [noun, r] of Object.entries(facts.resources)) {
    const actions = [r.create?.action, r.get?.action, r.list?.action, r.delete?.action, ...(r.update ?? [])];
    for (const action of [...actions, ...(r.methods ?? []).map((method) => method.action)]) {
      if (action !== undefined) check(facts.actions[action] !== undefined, `${noun} has no action ${action}`);
    }
    for (const { action, by } of r.methods ?? [])
      check(has(facts.actions[action]?.input, by), `${action} by ${by}`);
    if (r.list?.items)
      check(has(facts.actions[r.list.action]?.output, r.list.items), `${noun} lists ${r.list.items}`);
    if (r.create?.idPath)
      check(has(facts.actions[r.create.action]?.output, r.create.idPath), `${noun} id ${r.create.idPath}`);
    if (r.delete?.id)
      check(has(facts.actions[r.delete.action]?.input, r.delete.id), `${noun} delete by ${r.delete.id}`);
    if (r.get?.id) check(has(facts.actions[r.get.action]?.input, r.get.id), `${noun} get by ${r.get.id}`);
  }
  return wrong;
}

describe('the facts', () => {
  it('are what their files say, each action, shape and resource on a line without spaces', () => {
    for (const name of serviceNames()) {
      const text = readFileSync(new URL(`../../catalog/${name}.json`, import.meta.url), 'utf8');
      const whole = JSON.parse(text) as ServiceFacts;
      expect(parseFacts(text), name).to.deep.equal(whole);
      const entries = [whole.actions, whole.shapes, whole.resources].flatMap(Object.entries);
      const lines = new Set(text.split('\n').map((line) => line.replace(/,$/, '')));
      const missing = entries.filter(
        ([key, value]) => !lines.has(`${JSON.stringify(key)}:${JSON.stringify(value)}`),
      );
      expect(missing, name).to.deep.equal([]);
    }
  });

  it('are sound: every reference, input, output, page member and resource member exists', () => {
    const all = serviceNames().map(loadService);
    const count = (key: 'actions' | 'shapes' | 'resources') =>
      all.reduce((n, s) => n + Object.keys(s[key]).length, 0);
    expect(all.flatMap(dangling)).to.deep.equal([]);
    expect([all.length, count('actions'), count('shapes'), count('resources')]).to.deep.equal([
      135, 5989, 24801, 1388,
    ]);
  });

  it('are found unsound when one reference is broken', () => {
    const ecs = loadService('ecs');
    const broken = { ...ecs, shapes: { ...ecs.shapes, DescribeZonesRequest: { X: { ref: 'Nowhere' } } } };
    expect(dangling(broken)).to.deep.equal(['ecs: DescribeZonesRequest.X refers to Nowhere']);
  });

  it('name the nearest services when asked for one that is not there', () => {
    expect(() => loadService('esc')).to.throw(ConfigError, /no service "esc".*did you mean/);
  });
});
