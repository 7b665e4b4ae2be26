import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const root = new URL('../../src/', import.meta.url);

/** Every file of src/ that holds code, by its path below src/. */
export function sourceFiles(): readonly string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.[jt]s$/.test(file)).sort();
}

/** The syntax of a file of src/. */
export function parseSource(file: string): ts.SourceFile {
  const text = readFileSync(new URL(file, root), 'utf8');
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/** The regular expressions of a file: those written as literals, and the code of those put together at run time. */
export function expressionsOf(file: string): {
  readonly literals: readonly string[];
  readonly made: readonly string[];
} {
  const literals: string[] = [];
  const made: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) literals.push(node.text);
    const isMade = ts.isNewExpression(node) || ts.isCallExpression(node);
    if (isMade && node.expression.getText() === 'RegExp') made.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(parseSource(file));
  return { literals, made };
}
