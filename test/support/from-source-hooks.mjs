// Module hooks, run by Node in a thread of their own; `from-source.ts` hands them what they need.
import { readFile } from 'node:fs/promises';

/** @type {{ source: string, modules: Readonly<Record<string, string>> }} */
let given;

export function initialize(data) {
  given = data;
}

export function resolve(specifier, context, next) {
  const { source, modules } = given;
  if (specifier.startsWith('../facts/') && context.parentURL in modules) {
    return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true };
  }
  const [, entry] = /^volcengine-fluent(?:\/(.+))?$/.exec(specifier) ?? [];
  if (specifier !== 'volcengine-fluent' && entry === undefined) return next(specifier, context);
  const service = new URL(`services/${entry}.ts`, source).href;
  if (service in modules) return { url: service, format: 'module', shortCircuit: true };
  const file = new URL(entry === undefined ? 'index.ts' : `${entry}/index.ts`, source).href;
  return file in modules ? { url: file, format: 'module', shortCircuit: true } : next(file, context);
}

export async function load(url, context, next) {
  const { source, modules } = given;
  if (url in modules) return { format: 'module', source: modules[url], shortCircuit: true };
  const [, name] = url.startsWith(`${source}facts/`) ? /(\w+)\.js$/.exec(url) : [];
  if (name === undefined) return next(url, context);
  const text = await readFile(new URL(`../catalog/${name}.json`, source), 'utf8');
  return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
}
