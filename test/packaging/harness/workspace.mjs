import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execute } from './execute.mjs';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
const here = fileURLToPath(new URL('../', import.meta.url));

/** The script of a tool that is installed beside these tests. */
export const tool = (path) => join(here, 'node_modules', path);

/** The folders of one run, outside the repository: nothing of it can be found from there. */
export class Workspace {
  #folder = mkdtempSync(join(tmpdir(), 'packaging-'));
  #count = 0;

  constructor() {
    this.env = {};
  }

  /** An empty folder. */
  folder(name, parent = this.#folder) {
    const path = join(parent, `${(this.#count += 1)}-${name.replaceAll(/\W+/g, '-')}`);
    mkdirSync(path);
    return path;
  }

  /** A folder with a package.json and these files of programs/. */
  project(name, programs, manifest = {}, parent = this.#folder) {
    const path = this.folder(name, parent);
    const dependencies = { 'volcengine-fluent': `file:${this.tarball}` };
    write(path, 'package.json', {
      name: 'a-project',
      version: '1.0.0',
      private: true,
      dependencies,
      ...manifest,
    });
    for (const program of programs) copyProgram(program, path);
    return path;
  }

  /** Installs the package and its dependencies with npm, for all cases that are not about installing. */
  async install() {
    this.installation = this.project('installed', []);
    this.modules = join(this.installation, 'node_modules');
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    await execute('npm', args, { cwd: this.installation });
  }

  /** Like {@link project}, in a folder that has the installed packages above it, with tools beside its programs. */
  installed(name, programs, { manifest, tools = [] } = {}) {
    const path = this.project(name, programs, manifest, this.installation);
    for (const each of tools) {
      mkdirSync(dirname(join(path, 'node_modules', each)), { recursive: true });
      symlinkSync(tool(each), join(path, 'node_modules', each));
    }
    return path;
  }

  async pack() {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', this.#folder];
    const [packed] = JSON.parse(await execute('npm', args, { cwd: root }));
    this.tarball = join(this.#folder, packed.filename);
    return packed;
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export function copyProgram(name, folder, as = name) {
  cpSync(join(here, 'programs', name), join(folder, as));
}

export function write(folder, file, content) {
  writeFileSync(
    join(folder, file),
    typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`,
  );
}
