/** The code of `volcengine-fluent/catalog`: imports the facts of any service when they are first needed. */
export function emitCatalogCode(names: readonly string[]): string {
  return [
    "import { loadFacts, registerImports } from '../client/service-module.js';",
    'registerImports({',
    ...names.map((name) => `  ${name}: () => import('../facts/${name}.js'),`),
    '});',
    'export { loadFacts };',
    '',
  ].join('\n');
}

/** Its types. */
export function emitCatalogTypes(): string {
  return "export { loadFacts } from '../client/load-facts.js';\n";
}
