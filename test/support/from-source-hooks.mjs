// Module hooks, run by Node in a thread of their own; `from-source.ts` hands them what they need.

/** @type {{ source: string, services: Readonly<Record<string, string>> }} */
let given;

export function initialize(data) {
  given = data;
}

export function resolve(specifier, context, next) {
  const [, entry] = /^volcengine-fluent(?:\/(.+))?$/.exec(specifier) ?? [];
  if (specifier !== 'volcengine-fluent' && entry === undefined) return next(specifier, context);
  const service = new URL(`services/${entry}.ts`, given.source).href;
  if (service in given.services) return { url: service, format: 'module', shortCircuit: true };
  return next(new URL(entry === undefined ? 'index.ts' : `${entry}/index.ts`, given.source).href, context);
}

export function load(url, context, next) {
  const source = given.services[url];
  return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
}
