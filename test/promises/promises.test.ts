import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { defects } from './defects.js';
import { promises } from './promises.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The tests of a list that there are not: a file that is missing, or one without such a title. */
function missing(tests: readonly string[]): readonly string[] {
  return tests.filter((test) => {
    const [file = '', title = ''] = test.split(' › ');
    const path = `test/${file}`;
    return !existsSync(new URL(path, root)) || !read(path).includes(title);
  });
}

describe('the promises of the docs', () => {
  it('stand on their pages in these words', () => {
    const lost = promises.filter(({ page, says }) => !read(page).includes(says));
    expect(lost.map(({ page, says }) => `${page}: ${says}`)).to.deep.equal([]);
  });

  it('are each held by tests that exist', () => {
    for (const { page, says, tests } of promises) {
      expect(tests, `${page}: ${says}`).to.not.be.empty;
      expect(missing(tests), `${page}: ${says}`).to.deep.equal([]);
    }
  });
});

describe('tests that are skipped', () => {
  it('are those of the three needs that the README names', () => {
    const files = readdirSync(new URL('test/', root), { recursive: true, encoding: 'utf8' });
    const skipping = files.filter(
      (file) =>
        file.endsWith('.ts') &&
        !file.includes('node_modules/') &&
        file !== 'promises/promises.test.ts' &&
        /\.skip\(/.test(read(`test/${file}`)),
    );
    expect(skipping.sort()).to.deep.equal([
      'cli/support/tools.ts',
      'emulator/page.test.ts',
      'transport/rate-limit/rate-limit.test.ts',
    ]);
    for (const name of ['chromium', 'zsh', 'fish', 'jq', 'bsdutils', 'redis-server'])
      expect(read('README.md')).to.include(`\`${name}\``);
  });
});

describe('the defects that attacks found', () => {
  it('are all 39, each held by tests that exist', () => {
    expect(Object.keys(defects)).to.have.length(39);
    for (const [number, { what, tests }] of Object.entries(defects)) {
      expect(tests, `${number}: ${what}`).to.not.be.empty;
      expect(missing(tests), `${number}: ${what}`).to.deep.equal([]);
    }
  });

  it('has what a supply chain needs: a policy, addresses, provenance, few dependencies and no install script', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, unknown>;
    expect(manifest['publishConfig']).to.deep.include({ provenance: true });
    expect(manifest).to.include.keys('repository', 'bugs', 'license');
    expect(Object.keys(manifest['scripts'] as object)).to.not.include.members([
      'preinstall',
      'install',
      'postinstall',
    ]);
    const readme = read('README.md');
    for (const name of Object.keys(manifest['dependencies'] as object))
      expect(readme, `${name} has a reason in the README`).to.include(name);
    for (const file of ['SECURITY.md', '.github/CODEOWNERS', '.github/workflows'])
      expect(existsSync(new URL(file, root)), file).to.equal(true);
  });
});
