import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect } from 'chai';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { conditionalRules } from '../../src/models/rules/required-when.js';
import { pages } from './snippets.js';

const root = new URL('../../', import.meta.url);
const read = (page: string): string => readFileSync(new URL(page, root), 'utf8');

describe('the pages of the docs', () => {
  it('name files and folders that exist', () => {
    const lost = pages().flatMap((page) =>
      [
        ...read(page).matchAll(
          /`((?:src|test|scripts|codegen|facts|catalog|examples|bench|docs)\/[\w./-]+)`/g,
        ),
      ]
        .map(([, path]) => path as string)
        .filter((path) => !existsSync(new URL(path, root)))
        .map((path) => `${page}: ${path}`),
    );
    expect(lost).to.deep.equal([]);
  });

  it('link to pages and headings that exist', () => {
    const lost = pages().flatMap((page) =>
      [...read(page).matchAll(/\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
        .filter(([, path = '', anchor]) => {
          const target = path === '' ? page : posix.join(posix.dirname(page), path);
          if (!existsSync(new URL(target, root))) return true;
          return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
        })
        .map(([link]) => `${page}: ${link}`),
    );
    expect(lost).to.deep.equal([]);
  });

  it('count services, actions and resource types as the facts do', () => {
    const all = serviceNames().map(loadService);
    const count = (of: 'actions' | 'resources'): string =>
      all.reduce((sum, facts) => sum + Object.keys(facts[of]).length, 0).toLocaleString('en');
    expect(read('README.md')).to.include(
      `${all.length} services, ${count('actions')} actions, ${count('resources')} resource types`,
    );
    expect(read('docs/resources.md')).to.include(`${count('resources')} of them`);
    expect(read('docs/emulator.md'))
      .to.include(`All ${count('actions')} actions`)
      .and.to.include(`all ${count('resources')} resource types`);
  });

  it('count the actions with conditional requirements as the rules do', () => {
    const ruled = serviceNames().map((service) => new Set(conditionalRules(service).map(actionOf)));
    const actions = ruled.reduce((sum, { size }) => sum + size, 0);
    const services = ruled.filter(({ size }) => size > 0).length;
    expect(read('docs/validation.md')).to.include(`| ${actions} actions of ${services} services `);
  });
});

/** The action whose request a rule is about: shapes inside a request are named after it. */
function actionOf({ shape }: { readonly shape: string }): string {
  return /For(\w+)Input$/.exec(shape)?.[1] ?? shape.replace(/Request$/, '');
}

/** The anchors of a page's headings, as the web shows them. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}
