// What an installation puts on the disk: the packed package, its dependencies, and the same of the others.
import { execFile } from 'node:child_process';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { atMost, figure } from '../harness/figure.mjs';
import { aws, bareFetch, openapi, sdkCore } from '../harness/peers.mjs';

export const title = 'Installed size';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bench = fileURLToPath(new URL('..', import.meta.url));

export async function measure({ quick, installed }) {
  const packed = await packedPackage();
  const dependencies = await closure(Object.keys(await dependenciesOf(root)), root);
  const ours = { bytes: packed.unpackedSize + dependencies.bytes, count: dependencies.count };
  const others = new Map();
  for (const peer of [sdkCore, openapi, aws, bareFetch])
    if (installed(peer) && !quick) others.set(peer, await closure([peer.module], bench));
  const beside = (value, digits = 1) =>
    Object.fromEntries([...others].map(([peer, each]) => [peer.name, Number(value(each).toFixed(digits))]));
  const megabytes = ({ bytes }) => bytes / 1e6;
  const own = packed.unpackedSize / 1e6;
  return {
    figures: [
      figure('the packed package, unpacked', 'MB', own, {
        beside: { 'as a tarball': packed.size / 1e6, files: packed.entryCount },
        budgets: [atMost(25, 'MB', own)],
      }),
      figure('installed, with its dependencies', 'MB', megabytes(ours), {
        beside: beside(megabytes),
        budgets: [atMost(50, 'MB', megabytes(ours))],
      }),
      figure('packages that are installed with it', '', ours.count, {
        beside: beside(({ count }) => count - 1, 0),
      }),
    ],
  };
}

async function packedPackage() {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout)[0];
}

/** All packages that these names bring, as Node finds them from a folder: how many, and their bytes. */
async function closure(names, from) {
  const folders = new Set();
  const waiting = names.map((name) => folderOf(name, from));
  while (waiting.length > 0) {
    const folder = waiting.pop();
    if (folder === undefined || folders.has(folder)) continue;
    folders.add(folder);
    for (const name of Object.keys(await dependenciesOf(folder))) waiting.push(folderOf(name, folder));
  }
  let bytes = 0;
  for (const folder of folders) bytes += await bytesIn(folder);
  return { count: folders.size, bytes };
}

/** Where Node finds a package; undefined for an optional one that is not installed. */
function folderOf(name, from) {
  const paths = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  for (const path of paths) {
    try {
      return dirname(createRequire(join(path, 'package.json')).resolve(join(path, name, 'package.json')));
    } catch {
      continue;
    }
  }
  return undefined;
}

async function dependenciesOf(folder) {
  const { dependencies, optionalDependencies } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  return { ...dependencies, ...optionalDependencies };
}

/** A package's own files; those nested below it are counted as packages of their own. */
async function bytesIn(folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += entry.name === 'node_modules' ? 0 : await bytesIn(path);
    else bytes += (await lstat(path)).size;
  }
  return bytes;
}
