// Module hooks of walk.mjs: make every function of src/ say that it was entered.
import ts from 'typescript';

let source;

export function initialize(data) {
  source = data.source;
}

export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!url.startsWith(source) || loaded.format !== 'module') return loaded;
  return { ...loaded, source: instrument(url.slice(source.length).split('?')[0], String(loaded.source)) };
}

function instrument(file, code) {
  const tree = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const insertions = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const entered = `globalThis.walkEntered?.(${JSON.stringify(file)}, ${JSON.stringify(nameOf(node))}, ${node.pos})`;
      if (ts.isBlock(node.body)) insertions.push([node.body.getStart() + 1, `${entered};`]);
      else insertions.push([node.body.getStart(), `(${entered}, `], [node.body.end, ')']);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  // From the end, so that the places of the others stay right; at one place the inner one goes first.
  insertions.sort(([a], [b]) => b - a);
  return insertions.reduce((text, [at, piece]) => text.slice(0, at) + piece + text.slice(at), code);
}

function nameOf(node) {
  if (ts.isConstructorDeclaration(node)) return `new ${node.parent.name?.text ?? ''}`;
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  return named && 'text' in named ? named.text : '';
}
