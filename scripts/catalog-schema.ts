import ts from 'typescript';

/** A part of a JSON schema. */
type Schema = Readonly<Record<string, unknown>>;

export interface CatalogSchema {
  /** The JSON schema of `catalog/<service>.json`, as text. */
  readonly text: string;
  /** The fields of the facts' types that have no doc comment, such as `StatusFacts.delaySeconds`. */
  readonly undocumented: readonly string[];
}

/** Makes the JSON schema of a service's facts from the types of `src/catalog/types.ts`; unknown fields are refused. */
export function catalogSchema(): CatalogSchema {
  const file = new URL('../src/catalog/types.ts', import.meta.url).pathname;
  const program = ts.createProgram([file], { strict: true, exactOptionalPropertyTypes: true });
  const checker = program.getTypeChecker();
  const definitions: Record<string, Schema> = {};
  const undocumented: string[] = [];
  const source = program.getSourceFile(file) as ts.SourceFile;

  function schemaOf(type: ts.Type, path: string): Schema {
    if (type.isUnion()) return unionSchema(type, path);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.String) return { type: 'string' };
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference);
      return { type: 'array', items: schemaOf(item as ts.Type, `${path}[]`) };
    }
    const declared = type.symbol?.declarations?.find(ts.isInterfaceDeclaration);
    if (declared?.getSourceFile() === source) return definition(type, declared.name.text);
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return objectSchema(type, path);
    throw new Error(`${path} has a type without a schema: ${checker.typeToString(type)}`);
  }

  function unionSchema(type: ts.UnionType, path: string): Schema {
    const parts = type.types.filter((each) => !(each.flags & ts.TypeFlags.Undefined));
    if (parts.every((each) => each.flags & ts.TypeFlags.BooleanLiteral) && parts.length === 2)
      return { type: 'boolean' };
    const literals = parts.filter((each) => each.isStringLiteral() || each.isNumberLiteral());
    if (literals.length === parts.length) return { enum: literals.map(({ value }) => value) };
    const schemas = parts.map((each) => schemaOf(each, path));
    return schemas.length === 1 ? (schemas[0] as Schema) : { anyOf: schemas };
  }

  function definition(type: ts.Type, name: string): Schema {
    if (!(name in definitions)) {
      definitions[name] = {}; // a shape's members lead to themselves
      definitions[name] = { ...descriptionOf(type.symbol), ...objectSchema(type, name) };
    }
    return { $ref: `#/definitions/${name}` };
  }

  function objectSchema(type: ts.Type, path: string): Schema {
    const value = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (value) return { type: 'object', additionalProperties: schemaOf(value, `${path}.*`) };
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of checker.getPropertiesOfType(type)) {
      const at = `${path}.${property.name}`;
      const description = descriptionOf(property);
      const isOwn = property.declarations?.some((each) => each.getSourceFile() === source) ?? false;
      if (isOwn && !('description' in description)) undocumented.push(at);
      properties[property.name] = { ...description, ...schemaOf(checker.getTypeOfSymbol(property), at) };
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    return {
      type: 'object',
      properties,
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    };
  }

  function descriptionOf(symbol: ts.Symbol): Schema {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
    return text === '' ? {} : { description: text };
  }

  const facts = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === 'ServiceFacts');
  if (!facts) throw new Error('src/catalog/types.ts has no interface ServiceFacts');
  const root = schemaOf(checker.getTypeAtLocation(facts), 'ServiceFacts');
  const schema = { $schema: 'http://json-schema.org/draft-07/schema#', ...root, definitions };
  return {
    text: `${JSON.stringify(schema, undefined, 2)}\n`,
    undocumented: [...new Set(undocumented)].sort(),
  };
}
