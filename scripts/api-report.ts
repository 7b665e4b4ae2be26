import ts from 'typescript';

const root = new URL('../', import.meta.url).pathname;
const dist = `${root}dist/`;

/** The entries that are reported whole: every export with its declaration, and the types that these lead to. */
const entries: Readonly<Record<string, string>> = {
  'volcengine-fluent': 'index.d.ts',
  'volcengine-fluent/ark-runtime': 'ark-runtime/index.d.ts',
  'volcengine-fluent/catalog': 'catalog/index.d.ts',
  'volcengine-fluent/decorated': 'decorated/index.d.ts',
  'volcengine-fluent/emulator': 'emulator/index.d.ts',
  'volcengine-fluent/testing': 'testing/index.d.ts',
};

/** One service stands for all, since all are made alike: its exports by name, and some of them whole. */
const service = {
  name: 'volcengine-fluent/ecs',
  file: 'services/ecs.d.ts',
  whole: ['Instance', 'InstanceCollection', 'EcsClient', 'RunInstancesBuilder', 'RunInstancesRequest'],
};

/** The reports by file name, made from the built declarations of dist/. */
export function apiReports(): Readonly<Record<string, string>> {
  const program = programOf(Object.values(entries));
  const reports: Record<string, string> = {};
  for (const [name, file] of Object.entries(entries)) {
    reports[`${file.replace(/(\/index)?\.d\.ts$/, '')}.md`] = entryReport(program, name, file);
  }
  // A program of its own: a service's module adds to the types of the entries.
  reports['service.md'] = serviceReport(programOf([service.file]));
  return reports;
}

function programOf(files: readonly string[]): ts.Program {
  return ts.createProgram(
    files.map((file) => `${dist}${file}`),
    {
      strict: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: ['node'],
      skipLibCheck: true,
    },
  );
}

function entryReport(program: ts.Program, name: string, file: string): string {
  const checker = program.getTypeChecker();
  const symbols = exportsOf(program, checker, file);
  const behind = new Map<string, ts.Symbol>();
  const seen = new Set<ts.Symbol>(symbols.values());
  const queue = [...seen];
  for (let symbol = queue.shift(); symbol !== undefined; symbol = queue.shift()) {
    for (const other of referencedBy(symbol, checker)) {
      if (seen.has(other)) continue;
      seen.add(other);
      queue.push(other);
      behind.set(`${other.name} of ${fileOf(other)}`, other);
    }
  }
  return [
    `# What \`${name}\` exports`,
    'Made from the built declarations by `npm run accept`; a test fails when it changes.',
    ...sorted(symbols).map(([exported, symbol]) => section(exported, symbol)),
    '# Types that these lead to',
    ...sorted(behind).map(([title, symbol]) => section(title, symbol)),
    '',
  ].join('\n\n');
}

function serviceReport(program: ts.Program): string {
  const checker = program.getTypeChecker();
  const symbols = exportsOf(program, checker, service.file);
  const whole = sorted(symbols).filter(([name]) => service.whole.includes(name));
  return [
    `# What \`${service.name}\` exports, as an example of all services`,
    'Made from the built declarations by `npm run accept`; a test fails when it changes.',
    sorted(symbols)
      .map(([name, symbol]) => `- ${kindOf(symbol)} \`${name}\``)
      .join('\n'),
    ...whole.map(([name, symbol]) => section(name, symbol)),
    '',
  ].join('\n\n');
}

function exportsOf(program: ts.Program, checker: ts.TypeChecker, file: string): Map<string, ts.Symbol> {
  const source = program.getSourceFile(`${dist}${file}`);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`dist/${file} is missing: run "npm run build" first`);
  return new Map(checker.getExportsOfModule(module).map((each) => [each.name, aliased(each, checker)]));
}

function aliased(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The types of this package that a declaration names. */
function referencedBy(symbol: ts.Symbol, checker: ts.TypeChecker): ReadonlySet<ts.Symbol> {
  const found = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const at = checker.getSymbolAtLocation(node);
      const target = at && aliased(at, checker);
      const declared = target?.declarations?.[0];
      if (target && declared && isTopLevel(declared) && declared.getSourceFile().fileName.startsWith(dist))
        found.add(target);
    }
    ts.forEachChild(node, visit);
  };
  for (const declaration of symbol.declarations ?? []) if (isOwn(declaration)) visit(declaration);
  return found;
}

function isTopLevel(node: ts.Node): boolean {
  const statement: ts.Node | undefined = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return statement.parent !== undefined && ts.isSourceFile(statement.parent);
}

function isOwn(node: ts.Node): boolean {
  return node.getSourceFile().fileName.startsWith(dist);
}

function section(title: string, symbol: ts.Symbol): string {
  const printer = ts.createPrinter({ removeComments: true });
  const code = (symbol.declarations ?? []).filter(isOwn).map((declaration) => {
    const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
    return printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  });
  return `## ${title}\n\n\`\`\`ts\n${code.join('\n')}\n\`\`\``;
}

function kindOf({ flags }: ts.Symbol): string {
  if (flags & ts.SymbolFlags.Class) return 'class';
  if (flags & ts.SymbolFlags.Function) return 'function';
  const isValue = (flags & ts.SymbolFlags.Variable) !== 0;
  if (flags & ts.SymbolFlags.Interface) return isValue ? 'interface and value' : 'interface';
  if (flags & ts.SymbolFlags.TypeAlias) return isValue ? 'type and value' : 'type';
  return 'value';
}

function fileOf(symbol: ts.Symbol): string {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
  return file.slice(dist.length).split('/')[0] ?? '';
}

function sorted(symbols: ReadonlyMap<string, ts.Symbol>): readonly (readonly [string, ts.Symbol])[] {
  return [...symbols].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
