import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** The files of a folder and what each imports of it, type imports included; paths are relative to the folder. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Reads the import graph of all TypeScript files below a folder. */
export function readImportGraph(root: URL): ImportGraph {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const texts = files.map((file): [string, string] => [file, readFileSync(new URL(file, root), 'utf8')]);
  return importGraph(new Map(texts));
}

/** The import graph of files given by path and text. */
export function importGraph(texts: ReadonlyMap<string, string>): ImportGraph {
  const graph = new Map<string, string[]>();
  for (const [file, text] of texts) {
    const specifiers = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)\.js'/g);
    const targets = [...specifiers].map(([, path]) => posix.join(posix.dirname(file), `${path}.ts`));
    graph.set(
      file,
      targets.filter((target) => texts.has(target)),
    );
  }
  return graph;
}

/** The shortest circles of the graph: each a list of files of which one imports the next, and the last the first. */
export function findCircles(graph: ImportGraph): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const paths: string[][] = [[start]];
    const seen = new Set<string>();
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      const last = path.at(-1) as string;
      const next = (graph.get(last) ?? []).filter((file) => !done.has(file));
      if (next.includes(start)) {
        circles.push(path);
        break;
      }
      for (const file of next) if (!seen.has(file)) paths.push([...path, file]);
      next.forEach((file) => seen.add(file));
    }
    done.add(start);
  }
  return circles;
}
