import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The files of an official SDK: a checkout's folder, or a tarball of it read into memory. */
export interface SourceTree {
  /** Paths below the root with `/` between folders, sorted. */
  readonly paths: readonly string[];
  read(path: string): string;
}

/**
 * Opens a folder, or a `.tar`, `.tar.gz` or `.tgz` file. A single folder at the top of a tarball counts as its root.
 *
 * @throws Error when nothing is at `location`, or it is neither a folder nor a tar file
 */
export function openSourceTree(location: string): SourceTree {
  const found = statSync(location, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no folder or tarball at ${location}`);
  return found.isDirectory() ? folderTree(location) : tarTree(location, readFileSync(location));
}

const skippedFolders = new Set(['.git', 'node_modules', '__pycache__']);

function folderTree(root: string): SourceTree {
  const paths: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) paths.push(path);
      else if (entry.isDirectory() && !skippedFolders.has(entry.name)) walk(path);
    }
  };
  walk('');
  return { paths: paths.sort(), read: (path) => readFileSync(join(root, path), 'utf8') };
}

const blockSize = 512;

function tarTree(location: string, packed: Buffer): SourceTree {
  const bytes = packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed) : packed;
  if (bytes.toString('latin1', 257, 262) !== 'ustar')
    throw new Error(`${location} is neither a folder nor a tar file`);
  const files = new Map<string, Buffer>();
  let longName: string | undefined;
  for (let at = 0; at + blockSize <= bytes.length && bytes[at] !== 0;) {
    const size = parseInt(text(bytes, at + 124, 12), 8) || 0;
    const content = bytes.subarray(at + blockSize, at + blockSize + size);
    const kind = String.fromCharCode(bytes[at + 156] ?? 0);
    if (kind === 'x') longName = /^\d+ path=(.*)$/m.exec(content.toString('utf8'))?.[1] ?? longName;
    else if (kind === 'L') longName = text(content, 0, size);
    else {
      if (kind === '0' || kind === '\0') files.set(longName ?? headerName(bytes, at), content);
      longName = undefined;
    }
    at += blockSize + Math.ceil(size / blockSize) * blockSize;
  }
  const top = commonFolder([...files.keys()]);
  const byPath = new Map([...files].map(([path, content]) => [path.slice(top.length), content]));
  return {
    paths: [...byPath.keys()].sort(),
    read: (path) => {
      const content = byPath.get(path);
      if (!content) throw new Error(`${location} has no file ${path}`);
      return content.toString('utf8');
    },
  };
}

function headerName(bytes: Buffer, at: number): string {
  const prefix = text(bytes, at + 345, 155);
  const name = text(bytes, at, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

function text(bytes: Buffer, start: number, length: number): string {
  const end = bytes.indexOf(0, start);
  return bytes.toString('utf8', start, end < 0 ? start + length : Math.min(end, start + length));
}

function commonFolder(paths: readonly string[]): string {
  const top = paths[0]?.slice(0, paths[0].indexOf('/') + 1) ?? '';
  return paths.every((path) => path.startsWith(top)) ? top : '';
}
