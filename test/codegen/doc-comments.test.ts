import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { emitService } from '../../codegen/service.js';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { resourceModelOf, type ResourceModel } from '../../src/resources/model/resource-model.js';
import type { CuratedService } from '../../src/resources/curated.js';

interface Declared {
  /** The member below the comment, or the start of a declaration. */
  readonly line: string;
  readonly doc: string;
}

/** Each line of a declaration file with the doc comment above it. */
function declarations(dts: string): Declared[] {
  const found: Declared[] = [];
  let doc = '';
  let isOpen = false;
  for (const line of dts.split('\n')) {
    if (isOpen || line.startsWith('/**')) {
      doc = isOpen ? `${doc}\n${line}` : line;
      isOpen = !line.endsWith('*/');
      continue;
    }
    found.push({ line, doc });
    doc = '';
  }
  return found;
}

async function curatedOf(name: string): Promise<CuratedService | undefined> {
  const index = new URL(`../../src/resources/services/${name}/index.ts`, import.meta.url);
  if (!existsSync(fileURLToPath(index))) return undefined;
  return ((await import(index.href)) as { default: CuratedService }).default;
}

/** The lines between the head of an interface and its end. */
function membersOf(all: readonly Declared[], head: RegExp): readonly Declared[] {
  const start = all.findIndex(({ line }) => head.test(line));
  if (start < 0 || all[start]?.line.endsWith('{}')) return [];
  const end = all.findIndex(({ line }, index) => index > start && line === '}');
  return all.slice(start + 1, end);
}

const resourceHead = (resourceType: string): RegExp =>
  new RegExp(`^(export )?interface ${resourceType} extends \\$\\.ResourceBase<`);
const collectionHead = (resourceType: string): RegExp =>
  new RegExp(`^(export )?interface ${resourceType}Collection<`);

describe('the doc comments of generated types', function () {
  this.timeout(120_000);
  const services = new Map<string, readonly Declared[]>();
  before(async () => {
    for (const name of serviceNames()) {
      services.set(name, declarations(emitService(loadService(name), 'x', await curatedOf(name)).dts));
    }
  });

  /** What a check finds wrong in all comments. */
  function wrong(check: (text: string) => boolean): readonly string[] {
    return [...services].flatMap(([name, all]) =>
      all
        .map(({ doc }) => doc.replace(/\]\([^)]*\)/g, ']'))
        .filter((doc) => check(doc))
        .map((doc) => `${name}: ${doc}`),
    );
  }

  it('form plurals as English does', () => {
    const plurals = /\b(?:All|lazy list of) (\w+)[.;]/;
    const bad = /[^aeiou]ys$|(ch|sh|x|s)s$/i;
    expect(wrong((doc) => bad.test(plurals.exec(doc)?.[1] ?? ''))).to.deep.equal([]);
    expect(wrong((doc) => plurals.test(doc))).to.have.length.above(2_000);
  });

  it('have the article that the next word sounds like', () => {
    expect(wrong((doc) => /\b[Aa] `?[aeioAEIO](?!ne|u[rn])/.test(doc))).to.deep.equal([]);
    expect(wrong((doc) => /\b[Aa]n `?[bcdgjkpqtvwyzBCDGJKPQTVWYZ]/.test(doc))).to.deep.equal([]);
  });

  it('stand on each getter, with the member that it reads', () => {
    const bare: string[] = [];
    let checked = 0;
    for (const [name, all] of services) {
      const facts = loadService(name);
      for (const resourceType of Object.keys(facts.resources)) {
        const model = resourceModelOf(facts, resourceType) as ResourceModel;
        const members = membersOf(all, resourceHead(resourceType));
        for (const getter of model.getters) {
          const line = members.find((member) => member.line.startsWith(`readonly ${getter.name}:`));
          checked++;
          if (!line?.doc.includes(`\`${getter.wire}\``)) bare.push(`${name}.${resourceType}.${getter.name}`);
        }
      }
    }
    expect(bare).to.deep.equal([]);
    expect(checked).to.be.greaterThan(13_000);
  });

  it('link each method of a resource and a collection to the page of its action', () => {
    const unlinked: string[] = [];
    let checked = 0;
    for (const [name, all] of services) {
      const facts = loadService(name);
      for (const resourceType of Object.keys(facts.resources)) {
        const { methods, collectionMethods } = resourceModelOf(facts, resourceType) as ResourceModel;
        const parts = [
          ['', methods],
          ['Collection', collectionMethods],
        ] as const;
        for (const [suffix, expected] of parts) {
          const members = membersOf(
            all,
            suffix === '' ? resourceHead(resourceType) : collectionHead(resourceType),
          );
          for (const method of members.length > 0 ? expected : []) {
            const line = members.find((member) => member.line.startsWith(`${method.name}(`));
            checked++;
            const link = `?action=${method.action}&serviceCode=${facts.service}&version=${facts.version})`;
            if (!line?.doc.includes(link)) unlinked.push(`${name}.${resourceType}.${method.name}`);
          }
        }
      }
    }
    expect(unlinked).to.deep.equal([]);
    expect(checked).to.be.greaterThan(1_500);
  });

  it('show on each client how to start', () => {
    const without = [...services].filter(
      ([name, all]) =>
        !all.some(({ doc }) => doc.includes('@example') && doc.includes(`'volcengine-fluent/${name}'`)),
    );
    expect(without.map(([name]) => name)).to.deep.equal([]);
  });
});
