import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clientExample } from '../../codegen/client.js';
import { loadService, serviceNames } from '../../src/catalog/load.js';

const root = new URL('../../', import.meta.url);

/** Where the snippets are written as modules: inside the package, so that its own name resolves. */
export const folder = fileURLToPath(new URL('made/', import.meta.url));

/** A block of TypeScript on a page. */
export interface Snippet {
  readonly page: string;
  /** The page's line that the code's first line is on. */
  readonly line: number;
  readonly code: string;
  /** The actions that must have succeeded when the snippet ran; undefined when it is only compiled. */
  readonly expectedActions: readonly string[] | undefined;
  /** The module that the code was written to. */
  readonly file: string;
}

/** All pages that may hold snippets. */
export function pages(): readonly string[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  const docs = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));
  return [...top, ...docs.map((name) => `docs/${name}`), 'bench/README.md'].sort();
}

function sources(): readonly string[] {
  const files = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.ts')).map((file) => `src/${file}`);
}

function read(file: string): string {
  return readFileSync(new URL(file, root), 'utf8');
}

/** A source whose doc comments lack their margin, so that the blocks in their examples look like those of a page. */
function withoutMargin(text: string): string {
  return text.replace(/^ *\* ?(?!\/)/gm, '');
}

/**
 * The blocks marked `ts` of a page. A comment `<!-- run: RunInstances -->` on the line before a block means that it
 * runs against the local cloud and makes these calls; `<!-- run -->`, that it runs and has a cloud of its own.
 */
export function snippetsOf(page: string, text: string): readonly Snippet[] {
  const snippets: Snippet[] = [];
  const lines = text.split('\n');
  for (let start = 0; start < lines.length; start += 1) {
    if (lines[start] !== '```ts') continue;
    const end = lines.indexOf('```', start);
    if (end === -1) throw new Error(`${page}:${start + 1}: the block does not end`);
    const [mark, actions] = /^<!-- run(?:: (.+))? -->$/.exec(lines[start - 1] ?? '') ?? [];
    snippets.push({
      page,
      line: start + 2,
      code: lines.slice(start + 1, end).join('\n'),
      expectedActions: mark === undefined ? undefined : (actions?.split(', ') ?? []),
      file: `${folder}${page.replaceAll(/\W/g, '-')}-${start + 2}.ts`,
    });
    start = end;
  }
  return snippets;
}

/** The example on the client of every twelfth service. */
function generatedExamples(): readonly Snippet[] {
  return serviceNames()
    .filter((_, index) => index % 12 === 0)
    .flatMap((name) => {
      const example = clientExample(loadService(name)).join('\n');
      return snippetsOf(`dist/services/${name}.d.ts`, `\`\`\`ts\n${example}\n\`\`\``);
    });
}

export function removeSnippets(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Writes the snippets of all pages as modules, in the place of those of an earlier run. */
export function writeSnippets(): readonly Snippet[] {
  removeSnippets();
  mkdirSync(folder, { recursive: true });
  const snippets = [
    ...pages().flatMap((page) => snippetsOf(page, read(page))),
    ...sources().flatMap((file) => snippetsOf(file, withoutMargin(read(file)))),
    ...generatedExamples(),
  ];
  // The first line stays the first, so that the line of an error leads to the page.
  for (const { file, code } of snippets) writeFileSync(file, `export {}; ${code}\n`);
  return snippets;
}
