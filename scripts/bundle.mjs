// Joins the compiled modules of build/ into few files of dist/: Node takes about a millisecond to find, open and
// compile a module however small, and a client's first call would go through some 190 of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));
const compiled = `${root}build/`;

/** What the files of bench/ measure by itself. */
const measured = ['catalog/load', 'models/validate', 'transport/protocols/serialize'];

export async function bundle() {
  const entries = [...publicEntries(), 'client/service-module', ...curatedServices(), ...measured];
  // What every program with a client needs; one file has all of it.
  const engine = ['client/service-module', ...resourceModules()];
  await build({
    ...settings,
    entryPoints: entries.map((entry) => ({ in: `entry:${entry}`, out: entry })),
    // As deep as every module's own folder, so that the local cloud finds dist/facts/.
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [reach(engine), ...(await builtIns()), inlineTexts()],
  });
  // The command by itself, each part in a file that is loaded when it is needed: it starts without the engine, which it
  // imports as users of the package do.
  await build({
    ...settings,
    entryPoints: [{ in: `${compiled}cli/main.js`, out: 'cli/main' }],
    chunkNames: 'cli/[name]-[hash]',
    plugins: await builtIns(),
  });
}

const settings = {
  outdir: `${root}dist`,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  // A stack trace names files and lines of src/ with --enable-source-maps; the sources themselves are in the repository.
  sourcemap: 'linked',
  sourcesContent: false,
  // An import without names must not be dropped for the package's being free of side effects.
  ignoreAnnotations: true,
  logLevel: 'warning',
};

/** The entries that package.json names; those of services and of the catalog are made by codegen/. */
function publicEntries() {
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const targets = Object.values(exports).map((each) => each.default);
  return targets
    .map((target) => /^\.\/dist\/([^*]+)\.js$/.exec(target ?? '')?.[1])
    .filter((entry) => entry !== undefined && entry !== 'catalog/index');
}

/** What is added to the facts of some services; each service's module imports its own. */
function curatedServices() {
  return readdirSync(`${compiled}resources/services`)
    .map((name) => `resources/services/${name}/index`)
    .filter((entry) => existsSync(`${compiled}${entry}.js`));
}

function resourceModules() {
  return readdirSync(`${compiled}resources`, { recursive: true })
    .filter((file) => file.endsWith('.js') && !file.startsWith('services/'))
    .map((file) => `resources/${file.slice(0, -'.js'.length)}`);
}

/**
 * Makes every entry reach the whole engine. A bundler puts modules into a file of their own for each set of entries
 * that reaches them: here that is the engine, whose modules and state exist once, and little else.
 */
function reach(engine) {
  const pathOf = (module) => `${compiled}${module}.js`;
  const imports = engine.map((module) => `import ${JSON.stringify(pathOf(module))};`);
  return {
    name: 'reach-engine',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^entry:/ }, ({ path }) => ({
        path: path.slice('entry:'.length),
        namespace: 'entry',
      }));
      onLoad({ filter: /./, namespace: 'entry' }, ({ path: module }) => {
        const path = JSON.stringify(pathOf(module));
        const code = readFileSync(pathOf(module), 'utf8');
        const [hashbang] = /^#!.*/.exec(code) ?? [];
        const lines = [...imports, `export * from ${path};`];
        if (hashbang !== undefined) lines.unshift(hashbang);
        if (/^export default /m.test(code)) lines.push(`export { default } from ${path};`);
        return { contents: lines.join('\n'), resolveDir: root };
      });
    },
  };
}

/** Replaces each `readFileSync(new URL('./file', import.meta.url), 'utf8')` of the local cloud's page with the text. */
function inlineTexts() {
  const read = /readFileSync\(new URL\('(\.\/[^']+)', import\.meta\.url\), 'utf8'\)/g;
  return {
    name: 'inline-texts',
    setup({ onLoad }) {
      onLoad({ filter: /emulator\/http\/page\.js$/ }, ({ path }) => {
        const source = new URL(`file://${path.replace('/build/', '/src/')}`);
        const text = (file) => JSON.stringify(readFileSync(new URL(file, source), 'utf8'));
        const contents = readFileSync(path, 'utf8').replace(read, (_, file) => text(file));
        if (contents.includes('new URL('))
          throw new Error(`${path} reads a file in a way that is not replaced`);
        return { contents };
      });
    },
  };
}

/** Puts the values of each built-in.ts into the package, where that module reads them from the repository. */
function builtIns() {
  return Promise.all(['catalog', 'ark-runtime'].map(builtIn));
}

async function builtIn(folder) {
  const file = `${compiled}${folder}/built-in.js`;
  const values = Object.entries(await import(file)).map(
    ([name, value]) => `export const ${name} = ${JSON.stringify(compact(value))};`,
  );
  return {
    name: `built-in-${folder}`,
    setup({ onLoad }) {
      onLoad({ filter: new RegExp(`[\\\\/]${folder}[\\\\/]built-in\\.js$`) }, () => ({
        contents: values.join('\n'),
      }));
    },
  };
}

/** JSON within JSON, without the spaces that make it readable. */
function compact(value) {
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, compact(text)]));
  }
  return value.startsWith('{') ? JSON.stringify(JSON.parse(value)) : value;
}
